"""A city's web pages."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="CMS",
    name="Content Management",
    methodology="kanban",
    status="completed",
    priority="medium",
    description="The pages of a city administration: written by forty departments, read by everybody.",
    place="on the preview site",
    scopes=("in easy language", "on the library's pages", "on the intranet", "on the museum's pages", "in English"),
    areas=(
        area(
            "the page editor",
            epic="Pages that clerks write themselves",
            aim="A changed opening hour takes eight days until it is online",
            parts="text block, picture field, preview",
            wishes="""
                editors: change an opening hour in one place
                editors: see a page as a phone shows it
                editors: go back to an earlier version
                department heads: approve a page before it goes online
                editors: schedule a page for a date
                editors: reuse a block on several pages
                editors: leave a note for the next one
            """,
            tasks="""
                Convert four thousand old pages
                Write a style guide of two pages
                Set up rights for forty departments
                Check texts for difficult words
            """,
            faults="""
                the page loses its table | it is pasted from a letter
                two editors overwrite each other | both save after lunch
                a scheduled page comes an hour late | the clocks have changed
            """,
            improvements="""
                Save a draft every half minute
                Say how long a text takes to read
            """,
            asks="""
                Who approves a page when the head of a department is away?
                Do opening hours belong to the building or to the office?
            """,
            finds="""
                Seven hundred pages have not been read by anybody for a year.
                Tables from letters bring their colours along, all eleven of them.
            """,
            checks="""
                A clerk from the registry office changed three pages without asking anything.
                Went through fifty converted pages, two lost a picture and both have it again.
            """,
        ),
        area(
            "the site search",
            epic="Citizens find the right form",
            aim="Six of ten searches for a form end on a press release",
            parts="search field, form finder, synonym list",
            wishes="""
                citizens: find a form by their own words
                citizens: see what they need before they come
                citizens: search only current pages
                editors: see what was searched in vain
                newcomers: get a list for their first week
                citizens: find the office of their street
                citizens: search in the minutes of the council
            """,
            tasks="""
                Weigh forms above press releases
                Collect the words that people really use
                Read documents for the search as well
                Empty the index of deleted pages
            """,
            faults="""
                old forms come first | they have more text
                nothing is found | a word has a hyphen
                the map shows the old town hall | an office has moved
            """,
            improvements="""
                Show the fee beside the form
                Offer the phone number when nothing is found
            """,
            asks="""
                Should a form that has run out still be found?
                May the search keep what people typed?
            """,
            finds="""
                Citizens write dog tax, the page says animal levy.
                The press office writes so much that it drowns the forms.
            """,
            checks="""
                Took the hundred most frequent searches, ninety-four lead to the right form.
                Asked at the information desk for ten questions, the search answers nine.
            """,
        ),
        area(
            "accessibility",
            epic="Pages for everybody",
            aim="Every fifth citizen cannot use a page without help",
            parts="contrast, keyboard path, alternative text",
            wishes="""
                blind citizens: hear what a picture shows
                citizens: use every page by keyboard
                citizens: switch to easy language
                deaf citizens: watch a film with captions
                editors: be warned about a missing description
                citizens: enlarge a page without losing half
            """,
            tasks="""
                Test all templates with a screen reader
                Caption the films of the council
                Write descriptions for nine hundred pictures
                Publish the statement that the law asks for
            """,
            faults="""
                the menu cannot be closed | somebody uses the keyboard
                captions run ahead | a film is slowed down
                the form is read in the wrong order | it has two columns
            """,
            improvements="""
                Make links say where they lead
                Offer a plain version of every map
            """,
            asks="""
                Who writes the descriptions of pictures that citizens send in?
                Is easy language a page of its own or a switch?
            """,
            finds="""
                The old colours of the city fail the contrast on every second page.
                Two templates skip a heading, which breaks the reading order.
            """,
            checks="""
                Two testers from the association for the blind went through ten pages alone.
                Walked through the whole site without a mouse, there is no dead end left.
            """,
        ),
        area(
            "the publishing run",
            epic="News in a minute, not in an hour",
            aim="The warning about the flood was online fifty minutes after it was written",
            parts="publishing queue, page cache, front page",
            wishes="""
                editors: publish a warning at once
                editors: see whether a page is online
                press officers: embargo a release
                editors: take a page back
                citizens: subscribe to news of their district
                editors: share a page in social media
            """,
            tasks="""
                Publish only pages that have changed
                Put the front page on a second server
                Rehearse a flood warning every spring
                Measure the time from saving to reading
            """,
            faults="""
                the old page stays | the cache is full
                a release is out too early | the embargo ends at night
                the front page has two warnings | one is corrected
            """,
            improvements="""
                Show the queue to the editors
                Mark warnings so that nobody overlooks them
            """,
            asks="""
                Who may publish a warning at three in the morning?
                How long does a warning stay on the front page?
            """,
            finds="""
                Every change published all four thousand pages, which took the fifty minutes.
                The cache kept pages for an hour because of a test in 2019.
            """,
            checks="""
                Rehearsed the flood: written at ten, read on three phones at ten and forty seconds.
                Published two hundred pages at once, and the warning overtook them.
            """,
        ),
    ),
)
