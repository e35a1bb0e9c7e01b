folder-unreadable = cannot be read: { $why }
folder-missing-column = the column “{ $value }” is missing. Add it to the first line.
folder-unknown-column = the form has no column “{ $value }”. Mend its name or take it out.
folder-broken-line = the line cannot be read: { $value }
folder-empty-cell = the cell “{ $value }” is empty. Fill it in.
folder-not-a-day = “{ $value }” is no day. Write day/month/year, for instance 09/11/2026.
folder-not-a-number = “{ $value }” is no number. Write a whole number, for instance 1.
folder-unknown-word = “{ $value }” is not on the list. See samples/song-lam for the words that can be used.
folder-no-such-file = there is no file “{ $value }” among the letters. Mend its name or take the line out.
folder-missing-head = the line “{ $value }:” is missing at the top.
folder-clause-twice = the clause “{ $value }” stands here twice.
folder-not-a-clause = “{ $value }” is no clause. Write “code: text”, for instance “III.2: …”.
folder-before-first-section = “{ $value }” stands before the first section. A section opens with a Roman numeral and its title.
folder-unknown-code = to-chuc.xlsx has no code “{ $value }”.
folder-unknown-section = the form has no section “{ $value }”.
folder-unknown-pack = there is no rule pack “{ $value }”. There are: nq-tw4-2012, leadership-review.
folder-days-out-of-order = the last day { $value } comes before the first. Change one of them.
folder-day-outside = the day { $value } lies outside the days of the campaign in dot.txt. Correct the day, or the days of the campaign.
folder-directive-twice = directive “{ $value }” of the same issuer is in another file already. Remove one of them.
folder-no-directive = the folder “{ $value }” holds no directive. A campaign rests on one: add its .txt file.
folder-in-order = { $folder }: { $roles } roles, { $directives } directives, { $carried } carried items, { $letters } letters, { $reports } reports: in order.
folder-problems = { $count ->
    [one] 1 problem
   *[other] { $count } problems
 }; nothing was loaded.
folder-loaded = { $folder } is loaded. The campaign: { $campaign }.
folder-sign-in = Sign in as administrator (works once): { $link }
folder-not-empty = the database holds { $units } units; a folder is loaded into an empty one only. Choose another --data.
folder-half = { $why }. What had been loaded was taken away again; correct it and run this command once more.
folder-half-server = { $why }. The PostgreSQL database holds a part of it: make an empty one and run this command once more.
folder-interrupted = loading into { $folder } was interrupted before. Run “kiemdiem import” into this folder again to begin anew.
serve-forgetful = PostgreSQL is set to { $settings } = off: when the power fails, what was acknowledged can be lost. Set it on in postgresql.conf and start PostgreSQL again. For a trial add --accept-loss.
