"""Comments that suit one type of issue only, by what is happening; the frames are like those that suit any."""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.specification.templates.template import Lines, lines

OF_STORIES: Mapping[str, Lines] = {
    "ask": lines("""
        What do {who} see in the {part} when they {wish}?
        How many {who} would {wish} on a normal day?
        Is it enough if {who} can {wish} {place} first?
    """),
    "need": lines("""
        I would like to watch two {who} before we build it: what do they do today?
    """),
    "begin": lines("""
        Started. First goal: {who} can {wish} with made-up data {place}.
    """),
    "progress": lines("""
        In the simplest case {who} can {wish} now; the {part} still needs its error messages.
    """),
    "check": lines("""
        Had two {who} {wish} {place}: worked both times.
        Watched how {who} {wish} {place}; nobody needed help.
    """),
    "after": lines("""
        First {who} use it; no questions so far.
    """),
}
OF_BUGS: Mapping[str, Lines] = {
    "ask": lines("""
        Does it happen every time {when}, or only now and then?
        Since when? I have not seen that {symptom} before last week.
        Is it the {part} alone, or the {other} as well?
    """),
    "answer": lines("""
        Every time, as far as I can tell: {when}, and {symptom}.
        Only in the {part}, and I have a screenshot of it.
        Since the last release; the {other} was changed in it.
    """),
    "scope": lines("""
        Mend the {part} here; if the {other} has the same fault, that is another issue.
        Please only the fault itself. Making the {part} nicer can wait.
    """),
    "need": lines("""
        Please add the exact steps, and what the {part} showed.
        Could {peer} say how many people met this in the {part}?
        Before the fix I would like a test for the {part} that fails.
    """),
    "wait": lines("""
        Rare enough to wait; until then, a reload of the {part} helps.
        Stays open: nobody has asked about the {part} for two weeks.
        {peer} knows a way around it by the {other}, so it can wait.
    """),
    "begin": lines("""
        I can reproduce it {place}: {symptom} as soon as {when}.
        Have a failing test for it now, so the hunt can begin in the {part}.
        Looking at the {part}; it must be between that and the {other}.
    """),
    "find": lines("""
        Found the cause: when {when}, the {part} works with old values.
        It is the {part}: a check that used to be there was lost in a change last year.
        The {part} itself is fine, it only trusts what the {other} says. That trust has to go.
    """),
    "progress": lines("""
        Narrowed it down to a few lines between the {part} and the {other}.
        The fix is three lines, the test for the {part} is thirty. Nearly there.
        The {part} is right again on my machine; now the same for the data that are already wrong.
    """),
    "check": lines("""
        Went through the steps again {place}: {when}, and nothing goes wrong any more.
        Ten times the same steps in the {part}, ten times right.
        {peer} tried to break the {part} again and gave up.
    """),
    "after": lines("""
        Not seen again since the fix went out.
        Told the people who reported it; the {part} is right for them as well.
    """),
}
OF_TASKS: Mapping[str, Lines] = {
    "ask": lines("""
        Before we {task}: who has to know?
    """),
    "need": lines("""
        I would like a way back before we {task}.
    """),
    "begin": lines("""
        Started, in small steps, so that the {part} never stands still.
    """),
    "progress": lines("""
        First step is in, and the {part} did not notice. Second step tomorrow.
    """),
    "check": lines("""
        Compared the {part} before and after: no difference, as it should be.
    """),
}
OF_EPICS: Mapping[str, Lines] = {
    "ask": lines("""
        Which part of {area} comes first: the {part} or the {other}?
        When do we call {area} good enough?
        Is the {part} really part of this, or is it an epic of its own?
    """),
    "answer": lines("""
        The {part} first, says {peer}, because most complaints are about it.
        Good enough means: nobody has to write to us about the {part} any more.
        I have split it: one issue each for the {part} and the {other}, the rest can wait.
    """),
    "scope": lines("""
        I keep new wishes for {area} out of this one; it is large enough.
        What we find about the {other} on the way gets an issue, but not here.
    """),
    "need": lines("""
        Before {area} begins I would like to see figures about the {part}.
        {peer} should tell us first what people say about the {part}.
    """),
    "wait": lines("""
        {area} has to wait until other things are off the table.
        Nobody can begin with {area} this month; I keep the order of its issues as it is.
    """),
    "plan": lines("""
        The first issues of {area} are in {sprint}, so this one goes along.
    """),
    "begin": lines("""
        The first issue of {area} is under way, so this one is in progress as well.
        It begins: the {part} first, and {area} as a whole step by step.
    """),
    "find": lines("""
        {area} needs one more issue for the {other}; I write it this week.
        {peer} noticed that the {part} and the {other} ask for the same thing twice. One issue can go.
    """),
    "progress": lines("""
        Where we are with {area}: the {part} is moving, the {other} is not.
        Talked with {peer} about the order: the {part} before the {other}.
    """),
    "offer": lines("""
        All issues of {area} are through; please look at the {part} as a whole.
    """),
    "remark": lines("""
        Looks like one thing now, except for the {other}: that still has its old words.
        The {part} and the {other} fit together. I would tell people about it in the newsletter.
    """),
    "check": lines("""
        Went through {area} from one end to the other {place}, it hangs together.
    """),
    "closed": lines("""
        The last issue is closed, so {area} is done. Thank you all.
    """),
    "after": lines("""
        Two quiet days since the end of {area}. Well done.
    """),
}
"""An epic is spoken of as a whole."""
OF_KIND = {"story": OF_STORIES, "bug": OF_BUGS, "task": OF_TASKS, "improvement": OF_TASKS, "epic": OF_EPICS}
WHOLLY_OWN = ("epic", "bug")
"""Types that are spoken of in their own words wherever there are some."""
