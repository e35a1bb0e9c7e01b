opinion-file-empty = The file “{ $name }” is empty. Choose it again.
opinion-file-unknown = “{ $name }” cannot be read. Send a PDF, PNG, JPG, DOCX, XLSX or a text saved as Unicode (UTF-8).
opinion-file-not-what-it-says = The file “{ $name }” holds something other than its name says. Open it with its program, save it under the right ending and send it again.
opinion-file-not-taken = This field does not take files like “{ $name }”. Its hint says which are taken.
opinion-file-name = The name of the file is too long or holds strange characters. Give it a shorter one.
