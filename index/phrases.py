"""The phrases of page furniture: expressions that pages of any publisher share, in English, Korean and Chinese.

Data more than code: each family has its reason, and how strongly a post ends before such a line. A phrase belongs here
only if pages of different makers use it.
"""

from __future__ import annotations

import re

from index.reasons import Reason, Sign

_CALL_VERBS = (
    r"help(?! wanted)|give|donate|support|sponsor|join|become an?|make an?|sign|subscribe|volunteer|"
    r"stand with|stand up|partner with|"
    r"invest in|fund|learn|find out|discover|explore|get|take|spread|share|buy|chip in|pledge|apply|"
    r"consider|contribute|start a|"
    r"host|raise|follow|visit|shop|register|download|watch|listen|read|see how|meet more|check|"
    r"be a part|be part|send|act now|"
    r"contact|write to|call|email|order|pre-order|book|browse|view|explore|leave"
)
_GIVING = (
    r"(?:donat|gift|giv(?:e|ing)\b|monthly|sponsor|support(?!ed)|rescue|refugees?\b|movement|team\b|"
    r"coffee|cause|campaign|membership|"
    r"volunteer|more about|newsletter|updates|petition|get involved|take action|freedom|people|"
    r"people's|change|difference|fund|us\b|"
    r"apply|community|supporter|today|now\b|online|archive|charity|work\b)"
)
_MENU = (
    r"home|about|about us|blog|news|stories|story|contact|contact us|donate|give|give now|search|menu|"
    r"login|log in|sign in|sign up|"
    r"register|subscribe|shop|store|events?|press|media|resources?|careers|jobs|team|our team|"
    r"our work|what we do|who we are|"
    r"get involved|take action|programs?|projects?|faq|faqs|help|support|voices|archives?|timeline|"
    r"map|gallery|videos?|photos?|"
    r"podcasts?|reports?|publications?|library|read|listen|watch|teach|learn|join|join us|posts|"
    r"all posts|all stories|testimonies|"
    r"interviews|features|opinion|politics|society|culture|world|business|sports?|education|health|"
    r"science|long reads|transcripts?|"
    r"episodes?|episode list|privacy|privacy policy|terms|terms of use|imprint|impressum|datenschutz|"
    r"sitemap|en|ko|kr|zh|cn|english|"
    r"한국어|中文|日本語|language|languages|close|open menu|close menu|main menu|skip to content|"
    r"volunteer|partners?|history|mission|"
    r"our mission|our story|campaigns?|newsletter|updates|latest|latest news|editions?|community|"
    r"members?|membership|more|"
    r"홈|소개|소식|뉴스|증언|이야기|인터뷰|자료실|후원|후원하기|문의|로그인|회원가입|검색|메뉴|공지사항|활동|"
    r"首页|关于|关于我们|新闻|故事|证言|联系|联系我们|捐款|登录|注册|搜索|菜单|专题|资料|活动"
)
_KICKER = (
    r"blog|news|stories|story|testimon(?:y|ies)|voices|posts|articles?|features?|interviews?|opinion|"
    r"press releases?|updates?|"
    r"conversations|transcripts?|long reads|latest|archives?|journal|magazine|people|podcasts?|"
    r"our stories|survivor stories|"
    r"refugee stories|news & updates|stories & news|in the news|witness(?:es)?|essays?|letters?|"
    r"profiles?|증언|이야기|소식|뉴스|人物|证言|故事|新闻"
)
KICKED = re.compile(rf"(?:{_KICKER})", re.IGNORECASE)
"""A line that only names a part of a site."""

ISSUE = re.compile(
    r"[^:]{0,60}\b(?:newsletter|bulletin|issue|vol(?:ume)?|"
    r"no)\b\.?\s?(?:no\.?\s?)?#?\d{1,4}(?:,? [^:.]{2,30})?",
    re.IGNORECASE,
)
"""The line that numbers an issue of a periodical."""

SEPARATED = re.compile(r"\s*(?:[|·•/>»›→]|\s[-–—]\s|,)\s*")
"""What parts the words of a menu."""

MENU_WORD = re.compile(rf"(?:{_MENU})", re.IGNORECASE)
MENU_TOKEN = re.compile(
    r"log in|sign in|sign up|about us|contact us|who we are|what we do|get involved|take action|"
    r"our (?:work|team|story|mission)|"
    r"long reads|all (?:posts|stories)|open menu|close menu|privacy policy|terms of use|"
    r"skip to content|episode list|[^\s|·•/>]+",
    re.IGNORECASE,
)
_PART = r"(?:part|chapter|episode)\s+(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|i{1,3}|iv|vi{0,3})"


def _family(reason: Reason, closes: float, *forms: str, sure: bool = True) -> tuple[re.Pattern[str], Sign]:
    return re.compile("(?:" + "|".join(forms) + ")", re.IGNORECASE), Sign(reason, sure, closes)


_SOCIAL = (
    r"facebook|twitter|x|tweet|instagram|linkedin|pinterest|whatsapp|kakaotalk|kakao|line|weibo|wechat|"
    r"telegram|reddit|tumblr|youtube|e-?mail|print|copy(?: link)?|link|save|pin(?: it)?|like|comment|"
    r"bookmark|messenger|more|share|band|naver|url"
)
WHOLE = (
    _family(Reason.RULE, 1.6, r"[\s*#_=~•·.—–-]{2,}", r"[*•·#~—–]", r"(?:the )?end\.?", r"-?30-?"),
    _family(
        Reason.SHARE,
        1.5,
        r"[\d,.]{1,9}[kK]?\+?(?: (?:followers?|views?|claps?|signatures?|supporters?|likes?|shares?|"
        r"subscribers?|have signed.{0,30}))?|"
        r"follow(?:ing)?|clap|tweet",
        rf"(?:share(?: this)?(?: (?:story|post|article|page))?(?: (?:on|via|with))?\s*[:!]?\s*|"
        rf"follow(?: us)?(?: on)?\s*:?\s*)?(?:(?:{_SOCIAL})(?:\s*[,|·/]\s*|\s+|$)(?:this|"
        rf"on)?\s*){{1,9}}",
        r"share(?: this| it)?(?: (?:story|post|article|page|with (?:your )?friends))*[.:!]?",
        r"(?:like|share) this:?",
        r"(?:[❤♥♡👍👏★☆🔥]\ufe0f?\s*\d*\s*)+(?:(?:likes?|comments?|shares?|save|views?)\s*)*",
        r"\d+ (?:likes?|shares?|views?|claps?|reactions?)(?:[\s,|·]+\d* ?(?:likes?|shares?|views?|"
        r"comments?|claps?|reactions?))*",
        r"공유(?:하기)?.{0,30}",
        r"分享(?:到|至)?.{0,30}",
    ),
    _family(
        Reason.BUTTON,
        3.0,
        r"(?:please )?(?:give|donate|subscribe|join|apply|sign up|sign|register|order|buy|shop|read|"
        r"learn|watch|listen|download|submit|send|act|"
        r"volunteer|enroll?|start|try|book|contribute|support us|support|help|get involved|"
        r"take action|get started|find out|load|show|see|view|"
        r"discover|explore|become a (?:member|monthly (?:donor|giver)|sponsor|volunteer))(?: it| here|"
        r" us| me)?(?: (?:now|today|more|here|online|monthly|in|up|"
        r"us|involved|action|the (?:video|film|movement|team|trailer|petition|report|book)|all|less|"
        r"once|a gift))*\s*[!→>»›]*",
        r"(?:give|sponsor|buy|send|donate|fund) an? [\w-]+(?: [\w-]+)?\s*[!→>»›]*",
        r"후원(?:하기|신청)?|신청하기|더 ?보기|자세히 보기|기부하기|가입하기|立即捐款|捐款|捐助我们|"
        r"了解更多|阅读更多|查看更多|立即订阅",
    ),
    _family(
        Reason.NAVIGATION,
        2.0,
        r"open in app|search (?:this |the )?(?:site|blog|website|archive)|(?:read|view|"
        r"also available) (?:this )?(?:in|auf|en) "
        r"(?:english|korean|chinese|japanese|german|french|spanish|한국어|中文|日本語)|next story|"
        r"previous story|이전글.*|다음글.*",
        r"(?:(?:←|<|«|‹|→|>|»|›|\||/|prev(?:ious)?|next|older|newer|back|return|home|posts?|"
        r"stor(?:y|ies)|articles?|pages?|entr(?:y|ies))[\s|/]*){2,8}|[←<«‹→>»›]+.{0,80}",
        r"(?:back|return|go) to (?:the )?(?:top|home\w*|blog|news|list|all .{1,20}|main .{1,20}|"
        r"stories|posts|articles|index|archive|search|menu|previous .{1,20}|overview).{0,20}|(?:view|"
        r"see) all.{0,30}|all (?:posts|stories|articles|news)",
        r"(?:previous|next|older|newer)(?: (?:post|story|article|entry|page|talk|episode|issue|"
        r"up))?\s*[:：→>»].{0,120}|(?:previous|next|older|newer) (?:post|story|article|entry|page|"
        r"talk|episode|issue)s?\b.{0,80}",
        r"(?:page )?\d{1,3} (?:of|/) \d{1,3}|page \d{1,4}|- ?\d{1,4} ?-|(?:\d{1,3}\s+){2,}(?:…|"
        r"\.\.\.)?\s*(?:\d{1,3})?\s*(?:next.*)?",
        r"skip to .{1,30}|open menu|close menu|main menu|menu|search|close|toggle navigation|jump to .{1,30}|top|↑.*",
        r"이전\s?글.*|다음\s?글.*|목록(?:으로)?|처음으로|위로|맨 ?위로|上一篇.*|下一篇.*|返回.{0,10}|回到顶部",
    ),
    _family(
        Reason.BYLINE,
        0.0,
        r"(?:written |posted |story |text |words |as told )?by:? (?!the )[^.!?]{2,80}",
        r"(?:author|text|words|writer|story|reporter|correspondent|as told to|told by|told to|"
        r"recorded by|sent in by|submitted by|contributed by)(?: ?:| by| to)? ?[^.!?:]{2,60}(?=$)",
        r"(?:reviewed|compiled|presented|guest post|read|photographed)(?: (?:and|&) \w+)? by:? (?!the )[^.!?:]{2,60}",
        r"(?:speakers?|interviewer|interviewee|host|presenter|guest|narrator|name|witness|발표자?|구술자?|이름|讲述人?|"
        r"姓名)\s?[:：] ?(?:[^\s!?:]+ ?){1,4}",
        r"(?:von|par|por|di|av|door|af) [^\W\d_]+(?:-[^\W\d_]+)* [^\W\d_]+(?:-[^\W\d_]+)*",
        r"[^\W\d_]+(?:[ -][^\W\d_]+){1,3}, (?:our |the )?(?:(?:senior|staff|chief|special|freelance|guest|feature|"
        r"contributing|sports?|news|deputy|foreign) ){0,2}(?:writer|reporter|correspondent|editor|columnist|blogger)s?"
        r"(?:,? (?:in|at|for|from) .{1,30})?",
        r"\d{1,3}[ -]?(?:min(?:ute)?s?)(?: read| reading)?(?: time)?",
        r"(?:reading|read) time:? .{1,20}|lesezeit:? .{1,20}",
        r"(?:[^\s\d]{2,4} ?)(?:기자|특파원|통신원|객원기자|인턴기자)(?: ?=.*)?|글[:·/ ].{2,20}|"
        r"作者[:：].{1,20}|记者.{1,15}|文[:：/].{1,20}",
    ),
    _family(
        Reason.FILE,
        0.0,
        r"[\w() -]{1,80}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|heic|mp4|mov|mp3|pdf)",
        r"(?=\S*_)(?=\S*\d)[\w-]+(?:\.\w+)?",
        r"(?:img|dsc|dscf|image|photo|screenshot|pic)[-_ ]?\d{1,6}",
    ),
    _family(
        Reason.STAGE,
        0.0,
        r"\[[a-z][a-z ,'-]{2,40}\]",
        r"[\[(](?:laugh\w*|applause|pause|music|silence|crying|cries|crosstalk|inaudible|sighs?|"
        r"weeps?|clapping|long pause|break|웃음|박수|침묵|눈물|笑|掌声)[^\])]{0,30}[\])]",
        r"\[?\d{1,2}:\d\d(?::\d\d)?\]?",
    ),
    _family(
        Reason.COMMENTS,
        2.5,
        r"(?:\d+|no|one) (?:comments?|responses?|replies|thoughts? on).{0,80}",
        r"(?:leave|post|add|write|submit|view|show|load|join|read|be the first to) (?:an?|the|your|"
        r"all|more)? ?(?:comments?|reply|response|discussion|conversation).{0,40}",
        r"(?:post )?comments?(?: \(\d+\))?|reply|name ?[*(].*|e-?mail ?[*(].*|website|"
        r"comments are (?:closed|moderated).*|cancel reply|join the discussion",
        r"you must be logged in.*|your e-?mail address will not be published.*|"
        r"save my name,? e-?mail.*|required fields are marked.*|log ?in to (?:leave|post|reply).*",
        r"댓글.{0,30}|덧글.{0,20}|评论.{0,20}|发表评论.{0,20}|留言.{0,20}",
    ),
    _family(
        Reason.TAGS,
        2.5,
        r"(?:tags?|tagged|topics?|filed under|categor(?:y|ies)|posted in|labels?|keywords?|labelled|"
        r"file under|themes?|태그|카테고리|분류|标签|关键词|分类)\s?(?:[:：]|as|with|under|"
        r" in ).{1,200}",
        r"(?:#[\w-]+[\s,]*)+",
    ),
    _family(
        Reason.RELATED,
        2.0,
        r"(?:related|similar|more|other|recent|latest|popular|recommended|further|trending|featured|"
        r"also|previous|most read)(?: [\w&']+){0,2} ?(?:posts?|stories|articles|reads?|reading|news|"
        r"links|content|like this|videos|interviews|testimonies|accounts|witnesses|pages|resources|"
        r"entries|topics|cases)\s*:?(?: .{0,60})?",
        r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|also read|read (?:next|also|"
        r"more)|up next|more from|more on|more by|more in|more about|see also|don't miss|"
        r"recommended(?: for you)?|what to read next|keep reading|trending(?: now)?|"
        r"most read)\b.{0,100}",
        r"(?:related|read more|read next|see also|also read|more|recommended|further reading)\s?[:：].{1,150}",
        r"in this issue\b.{0,300}|contents|table of contents|check these out!?|next talk:? .{0,100}|"
        r"next (?:week|month|issue)[:,] .{0,100}",
        r"관련 ?(?:기사|글|뉴스|소식).{0,60}|추천 ?(?:기사|글).{0,40}|인기 ?(?:기사|글).{0,40}|"
        r"相关(?:文章|新闻|阅读|链接).{0,40}|推荐阅读.{0,40}|延伸阅读.{0,60}|热门.{0,30}",
    ),
    _family(
        Reason.CONTINUE,
        2.0,
        rf"(?:please )?(?:continue|keep|click|tap|go|read|jump|skip|proceed|on|next|back|find|see|"
        rf"listen)\b[\w\s,:'-]{{0,40}}{_PART}\b[^.!?]{{0,60}}(?: here| now| below)?[.!→>»]*",
        rf"(?:{_PART}\b[\s|·,/→>»-]*){{2,9}}|{_PART}\s*[→>»]+",
        r"(?:continue|keep) reading.{0,80}|(?:read|see) the (?:rest|full|whole|entire) (?:story|"
        r"article|post|interview|testimony).{0,40}|to be continued.{0,30}|continued (?:on|in|"
        r"from) .{0,40}|click here to (?:read|continue|see).{0,60}",
        r"(?:next|previous|last|first|second|third|other) part\b.{0,60}|다음 ?(?:편|회)에 ?(?:계속|"
        r"이어).{0,20}|계속 읽기.{0,20}|다음 편.{0,40}|未完待续|(?:点击)?(?:继续)?阅读(?:下一|"
        r"第).{0,20}",
    ),
    _family(
        Reason.CAPTION,
        0.0,
        r"(?=.{5,120}$)[^.!?\"“”]{3,100}\. ?\((?=[^)]*[A-Z])[^)]{3,50}\)",
        r"(?:photos?|images?|pictures?|picture|illustrations?|captions?|video still|pictured|drawing|"
        r"map|figure|fig\.|file photo|screenshot|graphic|사진|그림|图|图片|"
        r"图为)(?: \d+)?(?: \([^)]{1,20}\))?\s*[:：|/].{1,300}",
        r"[\[(](?:photo|image|picture|pictured|caption|illustration|사진|图)\b.{1,200}[\])]",
        r".{3,200}[.,:)(|/–—-]? ?[\[(]?(?:photo(?:graph)?s?|pictures?|images?|"
        r"illustrations?)(?: credit| by| courtesy)?s?(?: of)? ?[:/] ?.{1,80}",
        r".{3,200}(?:photo(?:graph)?|picture|image) (?:by|courtesy(?: of)?|©) .{2,60}",
        r".{3,160}[(](?:ap|afp|reuters|getty(?: images)?|epa|yonhap|kcna|courtesy[^)]{0,60}|"
        r"file(?: photo)?|left|right|center|l-r|pictured)[^)]{0,60}[)]\.?",
        r".{3,200}[.,] [^\s.,]+(?: [^\s.,]+){0,2} (?:for|/) (?:the )?[^.]{2,40}",
        r"(?!©|copyright|\(c\))(?!.*(?:all rights|(?:19|20)\d\d)).{3,160}[.|,/ ]\s?© ?[^.©]{2,50}",
        r"(?:from left|left to right|clockwise from|above|below|pictured(?: above| here| left|"
        r" right)?)\s?[:,(].{3,200}",
        r".{3,160} (?:\[연합뉴스\]|ⓒ ?.{1,30}|/사진=?.{1,30})",
    ),
    _family(
        Reason.CREDIT,
        1.0,
        r"(?:photos?|photographs?|photography|images?|pictures?|illustrations?|video|film|audio|music|"
        r"artwork|cover(?: photo| image)?|translation|translated|transcript|transcription|transcribed|"
        r"interview|interviewed|edited|editing|editor|recorded|recording|production|produced|producer|"
        r"text and recording|moderated|interpreter|interpreted|narrated|reporting|"
        r"additional reporting|research|source|credits?)(?: credit)?s? ?(?:by|courtesy(?: of)?|from|:|"
        r"：|©) ?.{2,200}",
        r"(?:with|featuring|guest:?|host:?) (?!.*\b(?:i|my|was|were|had)\b).{3,80}\. ?(?:moderated|"
        r"hosted|interpreter|interpreted|interviewed|translated).{2,120}",
        r"(?:this (?:article|post|story|piece|text|interview|essay|testimony|blog post) (?:was|is|"
        r"has been|first|originally|appeared)).{5,250}",
        r".{0,160}\b(?:reprinted|reproduced|republished|used|translated) (?:here )?(?:with|"
        r"by)(?: kind)? permission.{0,80}",
        r"(?:originally|first) (?:published|posted|appeared|printed) (?:in|on|at|by) .{3,160}|"
        r"re(?:published|printed|posted) (?:with|by|from|courtesy).{3,160}",
        r"(?:some |all |the )?(?:names?|identifying details)(?: and [\w ]{3,30})? (?:have|has|was|"
        r"were) been (?:changed|altered|withheld).{0,160}|(?:\*|†)? ?(?:not (?:his|her|"
        r"their) real name|name changed.{0,60}|a pseudonym|names have been changed.{0,100})\.?",
        r".{3,100} is (?:an? )?(?:[\w-]+ ){0,3}(?:freelance|staff|contributing|senior|"
        r"award-winning)? ?(?:reporter|journalist|writer|correspondent|editor|columnist|author|"
        r"contributor|photographer|researcher|volunteer writer|intern)\b.{0,200}",
        r"(?:editor'?s?|translator'?s?|publisher'?s?) note ?[:—-].{3,300}|about the (?:author|writer|"
        r"photographer|editor)s?\b.{0,300}",
        r"transcript (?:checked|edited|prepared|provided|has been).{0,160}|corrections? (?:to|"
        r"and).{0,100}|this transcript.{0,200}",
        r"출처[:： ].{1,80}|번역[:： ].{1,40}|편집[:： ].{1,40}|사진 ?제공.{1,40}|来源[:： ].{1,60}|"
        r"责任编辑.{1,30}|编辑[:： ].{1,30}|翻译[:： ].{1,30}|摄影[:： ].{1,30}|转载自.{1,60}",
    ),
    _family(
        Reason.MEDIA,
        1.0,
        r"(?:listen to|watch|play|hear|download|view) (?:this|the|her|his|their|our)? ?(?:full |"
        r"complete |entire |original )?(?:recording|video|audio|interview|episode|podcast|film|"
        r"documentary|testimony|clip|talk|conversation|trailer)\b.{0,80}",
        r"(?:watch|listen|audio|video|podcast)\s?:.{2,160}|[\d:]{4,8} ?/ ?[\d:]{4,8}|(?:play|pause|"
        r"mute|unmute|loaded|fullscreen|auto|1x)(?: (?:play|pause|mute|unmute|loaded|fullscreen|video|"
        r"audio))*|your browser does not support.*|video player.*|advertisement|"
        r"sponsored(?: content)?|광고|广告",
    ),
)
"""Families of expressions that a whole line must match, the first match first."""

ANYWHERE = (
    _family(
        Reason.COOKIES,
        2.0,
        r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners) (?:also )?uses? cookies\b",
        r"\bcookie (?:policy|settings|preferences|notice|consent)\b|\baccept (?:all )?cookies\b|"
        r"\b(?:accept|reject|allow) all\b|쿠키(?:를)? 사용|使用 ?cookie",
        r"\bby (?:continuing|going on|using (?:this|our) (?:web)?site),? .{0,40}\b(?:agree|accept|consent)",
    ),
    _family(
        Reason.NEWSLETTER,
        2.5,
        r"^(?:awesome|thank you|thanks|great|success|hooray|yay|congratulations|almost there|"
        r"done)[!.,]+ .{0,60}\b(?:subscribed|submission|received|inbox|confirm|signed up|sign-up|"
        r"subscription|on the list|e-?mail)\b",
        r"^(?:oh no|oops|sorry|uh oh|error|hmm)[!.,]* .{0,40}\b(?:went wrong|try again|error|submitting|invalid)\b",
        r"\bsomething went wrong (?:while|when|with)\b|\byour submission has been received\b|"
        r"\byou(?:'re| are) (?:now )?subscribed\b|please enter a valid e-?mail",
        r"^(?:subscribe|sign up|join|get|receive)\b.{0,80}\b(?:newsletter|mailing list|e-?mail(?:s|"
        r" address)?|updates|inbox|our letter)\b",
        r"^(?:enter |your )+e-?mail(?: address)?\b|^e-?mail address\b|\bunsubscribe\b|"
        r"\bto stop receiving\b|\bnever miss (?:a|an) (?:story|post|update)",
        r"뉴스레터|구독(?:하기|신청| 신청)|이메일 주소를 입력|订阅(?:我们|邮件|通讯)|输入您的(?:邮箱|电子邮件)",
    ),
    _family(
        Reason.FOOTER,
        3.0,
        r"^(?:please )?(?:direct|send|address|e-?mail) (?:any |all |your |us )*(?:comments|questions|"
        r"inquiries|feedback|tips|corrections)\b",
        r"©|\(c\) ?(?:19|20)\d\d|\ball rights reserved\b|^copyright\b|\bprivacy policy\b|"
        r"\bterms (?:of (?:use|service)|& conditions|and conditions)\b",
        r"\bpowered by \w+|\b501\(c\)\(?3\)?|\bregistered (?:as a )?(?:charity|non-?profit)|"
        r"\bcharity (?:no|number|registration)|\bnon-?profit (?:organi[sz]ation )?(?:since|no\b|"
        r"registered)|\btax[- ]deductible\b|\bein:? ?\d|\bp\.? ?o\.? box \d|\biban\b",
        r"^(?:.{2,60}) is (?:an? )?(?:[\w-]+ ){0,3}(?:registered charity|non-?profit|charity|501)|"
        r"^(?:contact|press|media|inquir(?:y|ies))(?: us| contact)? ?: ?.{0,60}(?:@|"
        r"\+?\d[\d ()-]{6,})|^tel\.?:? ?[+(\d]|"
        r"^phone:? ?[+(\d]|^fax:? ?[+(\d]|^address ?:|made with (?:love|care|♥|❤)",
        r"무단 ?전재|저작권자|개인정보 ?(?:처리|취급) ?방침|이용약관|사업자 ?등록 ?번호|版权所有|"
        r"保留所有权利|隐私政策|京ICP|网站地图|联系电话",
        r"^(?:.{2,80}) is (?:printed|published) (?:twice|once|weekly|monthly|quarterly|four times|"
        r"every)|\bback to top\b|^(?:impressum|imprint)\b|\bwe are audited\b|^printed by .{2,60}",
    ),
    _family(
        Reason.LOGOS,
        2.5,
        r"\b(?:the |a )?logo (?:for|of)\b.{0,60}\blogo (?:for|of)\b|^(?:the |a )?logo (?:for|"
        r"of) .{2,60}$|^.{2,60} logo$|^as (?:seen|featured) (?:in|on)\b.{0,200}$",
    ),
)
"""Families of expressions that may stand anywhere in a line."""

TRIGGERS = frozenset(
    """
    cookie cookies accept reject allow agree consent subscribed subscribe submission received inbox confirm signed
    subscription mail email e error wrong valid newsletter mailing updates letter unsubscribe receiving miss sign
    join get receive thank thanks oops sorry awesome rights reserved copyright privacy terms powered c charity
    nonprofit profit tax ein box iban contact press media tel phone fax direct send comments questions address made
    printed published back impressum imprint audited logo seen featured inquiries inquiry
    """.split()
)
"""Words one of which stands in whatever `ANYWHERE` finds in Latin letters: a quick look before the slow one."""

CALL = re.compile(
    rf"^(?:(?:please )?(?:{_CALL_VERBS})\b.{{0,200}}{_GIVING}|(?:will )?you can (?:also )?(?:help|"
    rf"support|give|make|change|join|be|save)\b|"
    rf"your (?:generous |monthly |kind |one-time )?(?:gift|donation|support|contribution|help|"
    rf"generosity)s?\b.{{0,100}}|"
    rf"(?:want|would you like|ready|interested|looking|liked? this|enjoyed this)\b.{{0,120}}\?\s*.{{0,120}}|"
    rf"with your (?:help|support|gift),? .{{0,160}}|every (?:dollar|gift|donation|euro|won|pound) .{{0,160}}|"
    rf"\$\d+ (?:can|will|provides|helps|covers).{{0,160}}|together,? we can .{{0,120}}|"
    rf"apply (?:for|to) .{{3,80}}|do you want to .{{0,100}}\?.{{0,120}}|"
    rf"(?:그들|우리|북한|탈북|난민).{{0,40}}(?:후원해|도와)\s?(?:주세요|주십시오).{{0,20}})",
    re.IGNORECASE,
)
