opinion-file-empty = Tệp “{ $name }” không có gì bên trong. Chọn lại tệp.
opinion-file-unknown = Không đọc được “{ $name }”. Gửi tệp PDF, PNG, JPG, DOCX, XLSX, hoặc tệp chữ lưu dưới dạng Unicode (UTF-8).
opinion-file-not-what-it-says = Nội dung tệp “{ $name }” khác với đuôi tên của nó. Mở tệp bằng đúng phần mềm, lưu lại với đuôi phù hợp rồi gửi.
opinion-file-not-taken = Ô này không nhận loại tệp “{ $name }”. Xem dòng gợi ý của ô để biết loại được nhận.
opinion-file-name = Tên tệp quá dài hoặc có ký tự lạ. Đổi tên ngắn hơn rồi gửi lại.
