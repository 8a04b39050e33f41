"""What stands on the page before anything is asked."""

from rag.html.elements import element, join

MASTHEAD = join(
    [
        element("button", "Articles", type="button", id="open-library", aria_expanded="false"),
        element("h1", "Footnote"),
    ]
)
CLOSE = element("button", "×", type="button", class_="close", aria_label="Close")
ADDING = join([element("h2", "Add articles"), element("p", "Text, Markdown, JSON or HTML files")])
NO_SOURCE = element("p", "The source you follow opens here.", class_="hint")
