# What is wrong with a rule pack or a calendar.
pack-not_toml = Tệp không đọc được theo TOML: { $message }. Sửa cú pháp ở dòng này.
pack-unknown_key = Khóa “{ $key }” không có trong quy định. Các khóa dùng được: { $known }.
pack-missing_key = Thiếu khóa “{ $key }”. Thêm khóa này vào bảng ở đây.
pack-wrong_type = “{ $key }” cần { $expected_code }, đang là { $found_code }.
pack-out_of_range = “{ $key }” là { $value }; nhận từ { $least } đến { $most }.
pack-empty_text = “{ $key }” để trống. Viết nội dung giữa hai dấu nháy.
pack-unknown_code = “{ $key }” có giá trị lạ “{ $value }”. Chọn một trong: { $known }.
pack-duplicate_code = Mã “{ $code }” ở “{ $key }” đã dùng rồi. Đặt mã khác.
pack-unknown_clause = Không có điều khoản “{ $clause }”. Thêm vào [[clauses]], hoặc sửa tên.
pack-unknown_document = Không có văn bản “{ $document }”. Thêm vào [[documents]], hoặc sửa tên.
pack-nothing_listed = Danh sách “{ $key }” trống. Ghi ít nhất một mục.
pack-days_reversed = Ngày cuối { $to } trước ngày đầu { $from }. Sửa một trong hai.
pack-unknown_parameter = Không có tham số “{ $key }”. Dùng tên như trong bộ quy định, ví dụ days.petition_days.
pack-frozen = Bộ quy tắc của đợt “{ $campaign }” ({ $id }) không đọc được bằng bản phần mềm này:
pack-frozen-todo = Bộ quy tắc ấy do một bản phần mềm mới hơn lưu lại, hoặc đã bị sửa. Chạy bằng bản đã mở đợt hay bản mới hơn; “kiemdiem verify” cho biết nội dung có bị sửa không. Chưa có gì bị ghi.
