"""Words that a language needs and a search seldom means; they weigh little, but they are looked for."""

from __future__ import annotations

_WORDS = {
    "en": """
        a about after all also am an and any are as at be because been before being but by can could did do
        does doing don down for from had has have having he her here him his how i if in into is it its just
        me more most my no nor not of off on one or other our out over own s same she should so some such t
        than that the their them then there these they this those through to too under until up upon us very
        was we were what when where whether which while who whom whose why will with would you your
    """,
    "de": """
        ab aber alle allem allen aller alles als also am an andere auch auf aus bei beim bin bis bist da
        damit dann das dass dein dem den denn der des dessen die dies diese diesem diesen dieser dieses doch
        dort du durch ein eine einem einen einer eines er es etwas für gegen hat habe haben hatte hier
        hinter ich ihr ihre im in ins ist jede jedem jeden jeder jedes kann kein keine können man mehr mein
        mit muss nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so soll sondern über um
        und uns unser unter vom von vor wann war warum was weil welche welcher wenn wer werden wie wieder
        will wir wird wo wurde zu zum zur zwischen
    """,
    "fr": """
        à afin ai ainsi alors après au aucun aussi autre aux avec avoir c ce cela celle celui ces cet cette
        chaque chez comme comment d dans de depuis des donc dont du elle elles en encore entre est et été
        être eux fait faut il ils j je l la le les leur leurs lors lui m ma mais me même mes moi mon n ne ni
        nos notre nous on ont ou où par pas peu peut plus pour pourquoi qu quand que quel quelle quelles
        quels qui quoi s sa sans se ses si son sont sous sur ta te tes toi ton tous tout toute toutes très
        tu un une vos votre vous y
    """,
    "es": """
        a al algo algunas algunos ante antes aquí así aunque cada como con contra cual cuando cuál cómo
        cuándo de del desde donde dónde durante e el él ella ellas ellos en entre era es esa ese eso esta
        estaba están estar este esto estos está fue ha han hasta hay la las le les lo los más me mi mientras
        muy nada ni no nos nosotros o otra otro para pero poco por porque puede que qué quien quién se sea
        según ser si sí sin sobre son su sus también tan tanto te tiene todo todos tu un una uno unos y ya
        yo
    """,
    "it": """
        a ad agli ai al alla alle anche che chi ci come con cosa cui da dal dalla degli dei del della delle
        di dove e è ed era essere fra gli ha hanno i il in io l la le lei lo loro lui ma mi nei nel nella
        noi non o ogni per perché più poi quale quando quanto quello questa questo se si sono su sua sue sul
        sulla suo ti tra tu tutti tutto un una uno vi voi
    """,
    "nl": """
        aan al alle als bij dan dat de deze die dit door een en er geen had heb hebben heeft hem het hier
        hij hoe hun ik in is ja je kan maar me meer men met mijn moet na naar niet nog nu of om onder ons
        onze ook op over te tot u uit van veel voor waar waarom wanneer want waren was wat we wel werd wie
        wij wil worden zal ze zich zij zijn zo zou
    """,
    "pt": """
        a à ao aos as às até com como da das de dela dele depois do dos e é ela elas ele eles em entre era
        essa esse esta este eu foi há isso isto já lhe mais mas me mesmo meu minha muito na não nas nem no
        nos nós o onde os ou para pela pelas pelo pelos por porque quando que quem qual são se sem ser seu
        sua suas também te tem tu um uma você
    """,
}
_SETS = {language: frozenset(text.split()) for language, text in _WORDS.items()}
_ENGLISH = _SETS["en"]
_EMPTY: frozenset[str] = frozenset()


def function_words(language: str) -> frozenset[str]:
    """The function words of a language by its two-letter code; none of a language without a list."""
    return _SETS.get(language, _EMPTY)
