"""Wording of review comments, by the category of the file and the kind of change.

Slots: `{subject}`, `{area}`, `{file}` (the file's name without its folder).
"""

REQUESTS_BY_CATEGORY: dict[str, tuple[str, ...]] = {
    "backend": (
        "This runs outside the transaction. If the next statement fails, we are left with half of the work.",
        "Please raise a specific error here. A bare one from {file} tells on-call nothing.",
        "What is the result when the input is empty? I read it as an error, and the caller expects nothing back.",
        "The third argument is a boolean, so every call reads as a riddle. Two functions would be clearer.",
        "There is a helper for this in {area} already; please reuse it so that the two do not drift apart.",
        "Can we take the time as an argument? With the system clock in here I cannot check month ends.",
        "This catches every exception. Please catch the one you expect and let the rest surface.",
        "The log line contains personal data. Please log the id only.",
        "I would not widen the interface of {file} for one caller. Could the check live on the calling side?",
        "Two requests can pass this check at the same moment. It needs a lock or a constraint in the database.",
        "The name promises a read, but the function also writes. Please rename it or take the write out.",
        "Please put the limit into a named constant; I had to search the history to learn where it comes from.",
        "This changes how the {subject} treats existing data. We need a migration or a fallback for old rows.",
        "The comparison mixes a local time with UTC. It will be wrong for a few hours every day.",
    ),
    "frontend": (
        "Please handle the loading and the error state as well; right now {file} shows nothing in both.",
        "The effect depends on an object that is new on each render, so it runs every time.",
        "This text bypasses the translations. Please add a key for it.",
        "The control has no label, so a screen reader only announces a button.",
        "The value is copied into local state and then never updated. Please read it from the props.",
        "The list uses the index as key. Rows keep the wrong state once one is removed.",
        "Please disable the action while the request is in flight; a double click sends it twice.",
        "The heading level jumps from two to four, which confuses screen readers.",
        "{file} now fetches, formats and renders. Could the fetching move into the hook?",
        "On a narrow screen this column pushes the rest out of view. Please let it wrap.",
    ),
    "frontend logic": (
        "We keep a second copy of server state here. It goes stale as soon as another tab saves.",
        "A failed request ends up in the console only. Please hand the error on so that the view can show it.",
        "This type is wider than what the server sends. Please derive it from the schema.",
        "Two quick calls can come back in the wrong order; the older answer must not win.",
        "The cast hides a real mismatch. Please narrow the type instead.",
        "{file} grows into a second store. Could this live next to the view that needs it?",
    ),
    "styles": (
        "Hard-coded colour. The dark theme needs the token instead.",
        "Please use the spacing scale here; 13 pixels are on no grid of ours.",
        "This selector is global and also hits the other views. Please nest it.",
        "The focus outline is gone with this. Keyboard users need it.",
        "Fixed height: the second line is cut off as soon as the text is longer, in German for example.",
    ),
    "test": (
        "This passes without the change, too. Please make sure it fails on the main branch.",
        "Could we assert the whole result instead of its length? Wrong rows would go through here.",
        "The test depends on today's date. Please fix the clock in the set-up.",
        "This replaces the very thing under inspection. I would rather run the real {subject} code on a small case.",
        "Three behaviours in one test. When it goes red I cannot tell which; please split it.",
        "Please add the failing path. {file} only covers the case where everything works.",
        "The set-up is longer than the test. A builder with defaults would help the next reader.",
        "Sorting is left to chance in this assertion; please order the rows before comparing.",
    ),
    "config": (
        "This value is for staging only. Please move it to the environment's own file.",
        "The limit in {file} is ten times the old one. Is that meant, and did we ask operations?",
        "Please leave a comment on where this number comes from; nobody will dare to touch it otherwise.",
        "The old key is still read by the workers. Both have to be present for one release.",
        "This does not belong into the repository in plain text. Please reference the secret instead.",
        "No unit in the name. Is that seconds or milliseconds?",
    ),
    "docs": (
        "The example does not run as written; the second call needs the id from the first.",
        "This contradicts the paragraph above. Which of the two is right for the {subject}?",
        "Please say what happens on failure as well. That is the part people look up at night.",
        "{file} describes the old behaviour further down. Could you update that section in the same go?",
        "A reader from support will not know this term. One sentence of explanation is enough.",
        "I would move the warning to the top; nobody reads as far as this.",
    ),
}

REQUESTS_BY_KIND: dict[str, tuple[str, ...]] = {
    "feature": (
        "We should be able to switch this off. Please put it behind a flag until it has run for a full week.",
        "Who is allowed to do this? I see no permission check on the way to the {subject}.",
        "Please make the new behaviour opt-in; nobody else around the {subject} expects it.",
    ),
    "fix": (
        "This treats the symptom. The wrong value enters earlier, before the {subject} is reached.",
        "Please add the case from the ticket as a regression test, otherwise we will be back here in a month.",
        "The same mistake is in the sibling of this function. Can you fix both while you are here?",
    ),
    "performance": (
        "The cache is never invalidated. After a change the {subject} shows old data until the entry expires.",
        "Please add numbers to the description: how long did it take before, and how long now?",
        "There is no upper bound here. One very large account would use up the memory of the worker.",
        "The key lacks the account, so two customers could see each other's data.",
    ),
    "refactor": (
        "Moving and changing in one step is hard to review. Please move the {subject} code first, then change it.",
        "The old name is imported from outside of {area}. Please leave an alias for one release.",
        "This is no longer the same: the old code ignored missing values, the new one raises.",
    ),
    "test": (
        "Please name the cases after what they check. A number tells me nothing when {file} goes red.",
        "This adds eight seconds to the run. Could it use the in-memory store instead?",
        "The fixture is shared and changed here, so the order of the tests begins to matter.",
    ),
    "docs": (
        "The comment in {file} now says the opposite of the new page. Please align the two.",
        "Please link the page on the {subject} from here, otherwise nobody will find it.",
        "This repeats what the reference says. I would keep one of them and point to it.",
    ),
    "chore": (
        "Please check the workers before this goes out; one of them still reads the old value.",
        "Could you do this for one environment first? There is too much going on around the {subject} right now.",
        "I cannot find a way back in the description. Please add how to undo this for the {subject}.",
    ),
}

REMARKS_BY_CATEGORY: dict[str, tuple[str, ...]] = {
    "backend": (
        "Took me a moment to see why the order matters here. Maybe worth a comment, up to you.",
        "Is there a reason for a loop rather than one query? Fine for now, just asking.",
        "Nice, this was overdue in {file}.",
        "Do we have figures on how often this branch is taken?",
        "I would have expected this in the service layer, but I see that {area} does it this way throughout.",
        "Does this also run for accounts that were created before the migration?",
        "For later: we could simplify the {subject} code further as soon as the old clients are gone.",
        "Just thinking aloud: would a constraint in the database make this check superfluous?",
        "Good name. The old one misled me twice.",
        "How does this behave when two workers pick up the same row? I assume that the lock covers it.",
    ),
    "frontend": (
        "The empty state is a nice touch.",
        "{file} is getting long. Something for a quiet afternoon, not for this one.",
        "How does it look with very long names? I tried one and it was fine on a laptop.",
        "We could share this with the other {area} views one day. Not now.",
        "Would a native element do here? Only asking, the custom one works.",
        "Tried it with the keyboard only, works well.",
        "Is the animation on purpose? It is a little slow for my taste.",
        "Will this flicker on a slow connection, or is the data there before the first paint?",
    ),
    "frontend logic": (
        "Small thing: this reads better with the options as an object.",
        "Could we share this with the other {area} views one day? Not now.",
        "Is the request cancelled when the view is left? I believe so.",
        "I like how short {file} still is.",
        "Does this need to be exported?",
    ),
    "styles": (
        "Does design know about the new spacing in here? I like it.",
        "How does this look in right-to-left languages?",
        "Nice to see a few overrides go.",
        "Is there a token for this by now? I lost track.",
        "Checked it at 200 percent zoom, holds up well.",
    ),
    "test": (
        "Good that the month end is covered now.",
        "Does this still need the database? It reads like a plain unit test.",
        "I ran {file} fifty times in a row and it stayed green.",
        "The naming in here is easy to follow, thanks.",
        "Could this become a table of cases at some point? Three look very much alike.",
        "Is there a case with more than one row in it? I may have overlooked it.",
    ),
    "config": (
        "Is this already set in production? The file and the dashboard did not agree last time I looked.",
        "Ordering in {file} is alphabetical except for this block. No need to act.",
        "Do we need a restart for this or is it picked up on the fly?",
        "Good to see the unit in the name.",
        "I wonder whether the {area} team wants to own this value in the long run.",
    ),
    "docs": (
        "This would have saved me an afternoon last month.",
        "Should we mention the limits here as well, or is the reference enough?",
        "The diagram is good. Is its source checked in somewhere?",
        "Reads well. I only stumbled over the second sentence.",
        "Support asked for exactly this; I will point them to {file}.",
    ),
}

REMARKS_BY_KIND: dict[str, tuple[str, ...]] = {
    "feature": (
        "Do we want to track how much this is used? We could decide on the {subject} in a month then.",
        "Will the old clients cope with this? I believe so, since it only adds.",
        "Have we told support about the change to the {subject}?",
    ),
    "fix": (
        "So the {subject} has been wrong from the start? Do we need to correct old data?",
        "Well spotted. I had looked for this in a different place altogether.",
        "Do we know how many customers ran into this?",
    ),
    "performance": (
        "Impressive difference. Is that with a warm or a cold cache?",
        "What does this do to the {subject} on a small account? I would not want to make those slower.",
        "We should keep an eye on memory after the release.",
    ),
    "refactor": (
        "Much easier to read than before.",
        "No change in behaviour as far as I can see. Did you compare the {subject} on real data?",
        "Are there more places like this in {area}, or was it the last one?",
    ),
    "test": (
        "Thanks for closing this gap, the {subject} has bitten us before.",
        "How long does it take to run?",
    ),
    "docs": (
        "Who else should read this? Maybe someone from the {area} side.",
        "Glad that somebody wrote down how the {subject} works.",
    ),
    "chore": (
        "Do we have this anywhere else? I remember something similar next to the {subject}.",
        "Good riddance.",
    ),
}

REPLIES_ANY: tuple[str, ...] = (
    "Good point, changed.",
    "You are right, I had missed that path. Fixed in the latest commit.",
    "Done. I also renamed the variable, since it confused me on second reading.",
    "Changed as you suggested; it is shorter, too.",
    "Agreed. I took the simpler variant in the end.",
    "Fixed. The case from your comment is covered now.",
    "I went for a slightly different solution, please have another look.",
    "That was left over from an earlier attempt. Removed.",
    "Makes sense. I kept the old default so that nobody is surprised.",
    "Yes, that could have happened. There is a guard for it now.",
    "Done here. Other places in {area} have the same problem; I opened an issue for them.",
    "Updated. I checked it against a copy of the staging data as well.",
    "I was not sure either. Changed it and noted the reason beside it.",
    "Thanks, that makes the {subject} easier to follow.",
    "Moved. The diff looks larger than it is.",
    "Took both suggestions, and the second made the first one simpler.",
)

REPLIES: dict[str, tuple[str, ...]] = {
    "feature": (
        "There is a flag for it now, off by default.",
        "Added the permission check, with a case for somebody who lacks it.",
        "Asked the product side: your reading of the {subject} is the right one. Changed.",
    ),
    "fix": (
        "Found the cause one level up and fixed it there; the {subject} itself did not need a change.",
        "Added the example from the ticket. It fails without the fix.",
        "The sibling had it as well, fixed both.",
    ),
    "performance": (
        "Numbers are in the description now. The gain is smaller on small accounts, but still there.",
        "The entry is dropped on every write to the {subject} now.",
        "Added a limit; beyond it we fall back to the old way.",
    ),
    "refactor": (
        "Split into two commits, the first only moves code.",
        "Restored the old behaviour. That difference was not intended.",
        "The alias is in place, with a note on when it can go.",
    ),
    "test": (
        "It fails on the main branch now, as it should.",
        "Uses the in-memory store now and takes less than a second.",
    ),
    "docs": (
        "Shortened, and the example now runs as it stands.",
        "Linked from the overview as well.",
    ),
    "chore": (
        "Limited it to staging for now.",
        "The steps to undo it are in the description.",
    ),
}

APPROVALS_ANY: tuple[str, ...] = (
    "Looks good to me.",
    "Good to go from my side.",
    "Thanks, this reads well.",
    "All my questions are answered, ship it.",
    "Clear and small, just how I like to review them.",
    "Approved. Please watch the dashboards after the release.",
    "Nice work on the {subject}.",
    "Happy with this. My remaining remarks are matters of taste.",
    "Checked it out and tried it locally, works as described.",
    "Fine by me. The description made the review easy.",
    "No objections. I learned something about the {subject} on the way.",
    "LGTM, thanks for the quick turnaround.",
    "Approving; the open question can wait for a follow-up.",
)

APPROVALS: dict[str, tuple[str, ...]] = {
    "feature": (
        "Good addition. I would announce it to everybody who works with the {subject}.",
        "Works for me on staging. Let us switch it on for a few accounts first.",
    ),
    "fix": (
        "Good find. Support will be glad about this one.",
        "I could reproduce the problem before and not any more. Approved.",
        "Let us get this out today, the {subject} has caused enough tickets.",
    ),
    "performance": (
        "Convincing numbers. Go ahead.",
        "Noticeably quicker on staging, the {subject} most of all.",
    ),
    "refactor": (
        "The {subject} is much easier to follow now.",
        "Same behaviour, fewer branches. Thank you.",
    ),
    "test": (
        "More coverage for the {subject} is always welcome.",
        "Green three times in a row here, approved.",
    ),
    "docs": (
        "Well written, I have nothing to add.",
        "Finally I can send people a link when they ask about the {subject}.",
    ),
    "chore": (
        "Good to have this off the list.",
        "Fine with me, please merge outside of the busy hours.",
    ),
}
