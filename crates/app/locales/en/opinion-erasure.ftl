# Words that a law wants gone: asking, deciding, and what stays.

opinion-erasures = Erased by law
opinion-erasures-lead = Words that a law wants gone are erased; the opinion is still counted, still has its outcome and can still be checked.
opinion-erasures-waiting = { $count ->
    [one] 1 erasure waits for a decision
   *[other] { $count } erasures wait for a decision
}
opinion-erasures-all = What was asked for
opinion-erasures-none = Nothing was asked for yet
opinion-erasures-none-todo = To ask: open the letter and choose “Erase by law”.
opinion-erasures-none-wait = The secretariat asks, the inspector decides.
opinion-erasure-here = Erase by law
opinion-erasure-ask-letter = Ask for words in letter { $number } to be erased
opinion-erasure-nobody = Nobody is inspector at this unit or above: nobody can decide yet.
opinion-erasure-file = This letter came as a file. Where a paragraph is erased the file goes too, since the words stand in it.
opinion-erasure-all-asked = Every paragraph of this letter was asked for
opinion-erasure-all-asked-what = See each below.
opinion-erasure-place = Letter { $letter }, paragraph { $paragraph }
opinion-erasure-asked = asked for by { $by }, { $at }
opinion-erasure-opinions = { $count ->
    [one] 1 opinion was taken from it
   *[other] { $count } opinions were taken from it
}
opinion-erasure-with-file = its file goes too
opinion-erasure-decided = decided by { $by }, { $at }
opinion-erasure-what = This cannot be undone. The words go from the paragraph, from the opinions taken from it, from what their contributor said was misunderstood, from the file, and from the sealed copy with its salt in the book. It may take some minutes.
opinion-erasure-rules = The rules
opinion-erasure-rule-two = The secretariat asks and states the ground; the inspector decides. Who asks never decides.
opinion-erasure-rule-goes = A mark that says so stands in place of the words. The sealed copy in the book and its salt are destroyed, so that nobody can try words against them.
opinion-erasure-rule-stays = The leaf and every proof stay; receipts still hold. The check of the whole book counts the copies that were destroyed, and names any that no decision answers for.
opinion-erasure-rule-counted = The opinion is counted and stays where it lies; its contributor sees the erasure on the receipt.
opinion-erasure-not = Out of reach
opinion-erasure-not-text = Backups made before, printed papers, and what others have written since: titles of points, verification, explanations, minutes. Look through these; let old backups go as planned.
word-personal-data = A request to delete personal data
    .hint = Of the person concerned (Law 91/2025/QH15 on the protection of personal data).
word-state-secret = A State secret that was written here by mistake
    .hint = It may not stand on a machine in a network (Law 117/2025/QH15, article 5). Tell whoever answers for secrecy first.
word-authority = A decision of a court or another authority
    .hint = Number, day and who decided.
word-erasure-asked = waits for a decision
word-erasure-erased = erased
word-erasure-refused = kept
form-opinion-ask-erasure = Ask for an erasure by law
    .button = Ask
    .done = Asked. The inspector was told.
form-opinion-ask-erasure-paragraphs = Paragraphs to be erased
form-opinion-ask-erasure-ground = Why they must go
form-opinion-ask-erasure-basis = Ground
    .hint = Kind, number and day of the paper or request; the clause. Do not repeat the words that must go.
form-opinion-erase-text = Erase these words
    .button = Erase; this cannot be undone
    .done = Erased. The opinion is counted as before.
form-opinion-keep-text = Keep them
    .button = Keep these words
    .done = Decided to keep; who asked was told.
form-opinion-keep-text-answer = Why they are kept
trace-opinion-erased = The words were erased by law. The opinion is still counted, and its outcome stays.
notice-opinion-erasure-asked = Somebody asks for words in letter { $letter } to be erased, and waits for your decision
notice-opinion-erasure-refused = The erasure you asked for was refused
notice-opinion-text-erased = Words in letter { $letter } were erased as you asked
notice-opinion-own-text-erased = Words in your letter were erased by law; the opinion is still counted
refusal-opinion-no_paragraph_to_erase =
    .title = Nothing can be asked for, since no paragraph was chosen
    .rule = What is to be erased is named paragraph by paragraph.
    .now = None is chosen.
    .todo = Choose the paragraphs and send again.
refusal-opinion-erased_already =
    .title = This cannot be asked for, since a paragraph is erased
    .rule = Erased words are not there to be erased.
    .now = One of the chosen paragraphs is erased.
    .todo = Leave it out.
refusal-opinion-erasure_asked_already =
    .title = This cannot be asked for, since it was asked for already
    .rule = A paragraph has at most one request that waits.
    .now = One of the chosen paragraphs waits for a decision.
    .todo = Wait for the inspector.
refusal-opinion-erasure_decided =
    .title = This cannot be decided, since it was decided
    .rule = A request is decided once.
    .now = This one is decided.
    .todo = See the list. To erase what was kept, ask again.
refusal-opinion-erasure_is_own =
    .title = You cannot decide this, since you asked for it
    .rule = Who asks for an erasure does not decide it.
    .now = You asked for it.
    .todo = Another inspector decides.
