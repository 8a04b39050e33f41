"""What stands on the page before anything is asked."""

from rag.html.elements import element, join

VIEWS = (
    ("ask", "Ask"),
    ("summaries", "Summaries"),
    ("history", "History"),
    ("settings", "Settings"),
)

MASTHEAD = join(
    [
        element("button", "Articles", type="button", id="open-library", aria_expanded="false"),
        element("h1", "Footnote"),
        element(
            "nav",
            *(
                element(
                    "button", name, type="button", data_view=view,
                    aria_current="page" if view == "ask" else None,
                )
                for view, name in VIEWS
            ),
            aria_label="Views",
        ),
    ]
)  # fmt: skip
CLOSE = element("button", "×", type="button", class_="close", aria_label="Close")
ADDING = join(
    [
        element("h2", "Add articles"),
        element(
            "form",
            element(
                "input", type="text", name="addresses", class_="field", autocomplete="off",
                aria_label="Web addresses or feeds", placeholder="https:// of a page or a feed",
            ),
            element("button", "Add", type="submit"),
        ),
    ]
)  # fmt: skip
SIGN_IN = join(
    [
        element("title", "Footnote: sign in"),  # Gradio gives this page none
        element("p", "Sign in to ask the articles; what you ask is kept for you alone."),
    ]
)
NO_SOURCE = element("p", "The source you follow opens here.", class_="hint")
