# What is wrong with a rule pack or a calendar.
pack-not_toml = The file is not TOML: { $message }. Mend the syntax at this line.
pack-unknown_key = The key “{ $key }” is unknown. Known here: { $known }.
pack-missing_key = The key “{ $key }” is missing. Add it to the table here.
pack-wrong_type = “{ $key }” takes { $expected_code }, not { $found_code }.
pack-out_of_range = “{ $key }” is { $value }; taken are { $least } to { $most }.
pack-empty_text = “{ $key }” is empty. Write something between the quotes.
pack-unknown_code = “{ $key }” has the unknown value “{ $value }”. Choose one of: { $known }.
pack-duplicate_code = The code “{ $code }” at “{ $key }” is used already. Give it another.
pack-unknown_clause = There is no clause “{ $clause }”. Add it to [[clauses]], or mend the name.
pack-unknown_document = There is no document “{ $document }”. Add it to [[documents]], or mend the name.
pack-nothing_listed = The list “{ $key }” is empty. Write at least one entry.
pack-days_reversed = The last day { $to } is before the first, { $from }. Mend one of them.
pack-unknown_parameter = There is no parameter “{ $key }”. Use a name of the pack, such as days.petition_days.
pack-frozen = The rule pack of the campaign “{ $campaign }” ({ $id }) cannot be read by this program:
pack-frozen-todo = A newer program kept it, or somebody changed it. Run the program that opened the campaign, or a newer one; “kiemdiem verify” says whether it was changed. Nothing was written.
