"""The vocabulary as a SKOS concept scheme (W3C, 2009), for other archives and thesauri."""

from __future__ import annotations

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from index.vocabulary import Vocabulary

NAMESPACE = "urn:testimony-archive:theme:"
"""What theme ids are put behind where no public address is known."""


def turtle(vocabulary: Vocabulary, base: str | None = None) -> str:
    """The vocabulary in Turtle: labels, definition, scope note, broader term of every theme.

    `base` is the archive's public address without a slash at its end; themes are then named by their pages.
    """
    prefix = f"{base}/themes/" if base else NAMESPACE
    scheme = URIRef(f"{base}/themes" if base else NAMESPACE.removesuffix(":"))
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal("Themes of the testimony archive", lang="en")))
    for theme in vocabulary.themes:
        concept = URIRef(prefix + theme.id)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((concept, SKOS.notation, Literal(theme.id)))
        for language, label in theme.labels.items():
            graph.add((concept, SKOS.prefLabel, Literal(label, lang=language)))
        graph.add((concept, SKOS.definition, Literal(theme.definition, lang="en")))
        graph.add((concept, SKOS.scopeNote, Literal(theme.scope, lang="en")))
        if theme.broader is None:
            graph.add((concept, SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, concept))
        else:
            graph.add((concept, SKOS.broader, URIRef(prefix + theme.broader)))
    return graph.serialize(format="turtle")
