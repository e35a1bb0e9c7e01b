//! Any bytes are compared within the laws; `./test --long` tries for 20 seconds each.

#[test]
fn no_bytes_break_a_law_of_likeness() {
    let opinion = "Việc thu chi quỹ phụ huynh của trường đã được công khai trên bảng tin từ đầu năm học.";
    let edited = opinion.replace("đã được", "chưa được").replace("bảng tin", "trang thông tin");
    let report = "Trong năm, tôi đã giải quyết 37 hồ sơ đất đai của thôn Đông, trong đó 35 hồ sơ đúng hạn, 2 hồ sơ quá hạn do thiếu \
                  trích lục bản đồ; tôi đã báo cáo lãnh đạo và xin lỗi người dân ngày 18 tháng 9. Việc công khai thủ tục tại bộ \
                  phận một cửa được làm lại từ tháng 3, có bảng theo dõi từng hồ sơ và số điện thoại người phụ trách.";
    let seeds = [
        format!("{opinion}\n\n{edited}"),
        format!("{opinion}\n{edited}\nKhông có ý kiến.\n{opinion}\nma\nmá\nmã\n👍"),
        format!("{report}\n\nPhần đầu riêng. {}", report.replace("37", "40").to_uppercase()),
    ];
    fuzz::run(&similarity::fuzz::BODIES, &seeds.map(String::into_bytes));
}
