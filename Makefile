.DEFAULT_GOAL := help
.PHONY: help serve test lock

LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml

help:
	@echo "make serve   set up, ingest the founding corpus if the archive is empty, and serve"
	@echo "make test    set up and run every check"

# The locks are made anew, for Python 3.11 to 3.14, by uv (which must be on the path).
lock:
	env -u PIP_FIND_LINKS $(LOCK) --extra build -o requirements.lock
	env -u PIP_FIND_LINKS $(LOCK) --extra build --extra dev -c requirements.lock -o requirements-dev.lock
