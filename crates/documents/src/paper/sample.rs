//! A fictional report with everything that a layout prints, for tests and for looking at.

use super::{Align, Block, Column, Layout, Paper, Sealed, Signature, Text, Trace};

/// The collective report of a fictional ward.
pub fn report() -> Paper {
    let p = |text: &str| Block::paragraph(text);
    let column = |title: &str, share| Column::new(title, share);
    let row = |cells: [&str; 4]| cells.map(Text::from).to_vec();
    Paper {
        layout: Layout::party(),
        above: vec!["ĐẢNG BỘ TỈNH SÔNG LAM".to_owned()],
        issuer: "ĐẢNG ỦY PHƯỜNG BẾN ĐÁ".to_owned(),
        number: "05-BC/ĐU".to_owned(),
        place_and_date: "Bến Đá, ngày 11 tháng 12 năm 2026".to_owned(),
        mark: None,
        kind: "BÁO CÁO".to_owned(),
        subject: "kiểm điểm tập thể Ban Thường vụ Đảng ủy năm 2026".to_owned(),
        blocks: vec![
            p(
                "Thực hiện Kế hoạch số 31-KH/TU, ngày 05/11/2026 của Ban Thường vụ Tỉnh ủy về kiểm điểm tự phê bình và phê bình năm 2026, tập thể Ban Thường vụ Đảng ủy phường Bến Đá kiểm điểm với các nội dung chủ yếu sau:",
            ),
            Block::heading(1, "Ưu điểm, kết quả đạt được"),
            Block::heading(2, "Về nguyên tắc tổ chức và hoạt động"),
            p(
                "Ban Thường vụ họp 24 phiên, ra 17 nghị quyết chuyên đề. Cả 17 nghị quyết đều lấy ý kiến chi bộ trước khi thông qua; 4 nghị quyết sửa sau khi có ý kiến.",
            ),
            Block::heading(2, "Về kết quả thực hiện nhiệm vụ"),
            p(
                "Hoàn thành 14 trên 16 chỉ tiêu. Chống hạn vụ đông xuân có mặt tại 11 khu vực, không để mất trắng diện tích lúa. Hai chỉ tiêu không đạt là thu gom rác tại nguồn (61% so với 75%) và trả lời đơn đúng hạn (71% so với 100%).",
            ),
            Block::heading(1, "Hạn chế, khuyết điểm và nguyên nhân"),
            Block::heading(2, "Hạn chế, khuyết điểm"),
            Block::item(
                "a)",
                "Chậm trả lời kiến nghị của nhân dân. Ba đơn của tổ dân phố số 7 về đoạn cống tràn ngõ 42, gửi ngày 14/3, 20/5 và 12/7/2026, đến ngày 20/11/2026 chưa được trả lời bằng văn bản; quy chế tiếp công dân quy định 15 ngày. Bốn mươi hai hộ bị ngập ba lần trong mùa mưa. Mức độ: vừa. Hạn chế này đã được nêu trong kỳ kiểm điểm năm 2025.",
            ),
            Block::item(
                "b)",
                "Lịch họp thay đổi sát giờ. Trong năm có 22 lần đổi lịch trong vòng 24 giờ trước giờ họp. Mức độ: nhỏ.",
            ),
            Block::heading(2, "Nguyên nhân"),
            p(
                "Nguyên nhân chủ quan là chính: chưa có sổ theo dõi hạn trả lời; giao việc mà không kiểm tra lại.",
            ),
            Block::heading(1, "Kết quả khắc phục hạn chế của kỳ trước"),
            Block::Table {
                columns: vec![
                    column("TT", 6).aligned(Align::Center),
                    column("Hạn chế đã kết luận năm 2025", 43),
                    column("Hạn", 15).aligned(Align::Center),
                    column("Kết quả", 37),
                ],
                rows: vec![
                    row(["1", "Mười hai đơn quá hạn trả lời", "30/6/2026", "Chưa đạt, còn 5 đơn"]),
                    row([
                        "2",
                        "Chưa công khai danh mục đầu tư công",
                        "31/3/2026",
                        "Đạt, công khai ngày 20/3/2026",
                    ]),
                    row([
                        "3",
                        "Phòng làm việc vượt định mức",
                        "30/9/2026",
                        "Đạt một phần, trả 2 trên 3 phòng",
                    ]),
                ],
            },
            Block::heading(1, "Trách nhiệm của tập thể, cá nhân"),
            p(
                "Tập thể Ban Thường vụ chịu trách nhiệm lãnh đạo chung đối với hạn chế tại điểm a, mục II.1. Đồng chí được phân công theo dõi công tác tiếp dân chịu trách nhiệm trực tiếp và đã giải trình bằng văn bản ngày 21/11/2026.",
            ),
            Block::heading(1, "Phương hướng, biện pháp khắc phục"),
            Block::item(
                "1.",
                "Lập sổ theo dõi hạn trả lời, nhắc trước ba ngày, báo cáo Ban Thường vụ vào ngày 05 hằng tháng; hoàn thành trước ngày 31/3/2027.",
            ),
            Block::item(
                "2.",
                "Không thay đổi lịch họp trong vòng 24 giờ, trừ thiên tai, dịch bệnh; thực hiện từ ngày 01/01/2027.",
            ),
            Block::heading(1, "Đề nghị mức xếp loại"),
            p(
                "Tập thể Ban Thường vụ tự nhận mức: Hoàn thành tốt nhiệm vụ, với 11 trên 13 phiếu tán thành (84,6%).",
            ),
        ],
        signatures: vec![Signature {
            capacity: "T/M BAN THƯỜNG VỤ".to_owned(),
            post: "BÍ THƯ".to_owned(),
            name: "Đỗ Văn Minh".to_owned(),
        }],
        recipients: [
            "Ban Thường vụ Tỉnh ủy",
            "Ban Tổ chức Tỉnh ủy",
            "Các chi bộ trực thuộc",
            "Lưu Văn phòng Đảng ủy",
        ]
        .map(str::to_owned)
        .to_vec(),
        trace: Some(Trace {
            lines: vec![
                "Sổ cái: mục 18196, ghi 11/12/2026 10:02, dấu 6502fd59eaba.".to_owned(),
                "Điểm kiểm tra: songlam.example/so-cai, 18240 mục, gốc 9f3c21d07be4.".to_owned(),
                "Quét mã bên hoặc mở trang Kiểm chứng để đối chiếu.".to_owned(),
            ],
            address: format!("https://songlam.example/checking?leaf={}", "6502fd59eaba41c7".repeat(4)),
        }),
        sealed: Sealed { id: "0195b8b6-1f3a-7e3a-9d3c-0f6f0c7f2a11".to_owned(), date: (2026, 12, 11) },
    }
}

/// The minutes of a fictional conference: two signatures, no recipients but the file.
pub fn minutes() -> Paper {
    let sign = |post: &str, name: &str| Signature {
        capacity: post.to_owned(),
        post: String::new(),
        name: name.to_owned(),
    };
    Paper {
        number: String::new(),
        kind: "BIÊN BẢN".to_owned(),
        subject: "hội nghị kiểm điểm tập thể Ban Thường vụ Đảng ủy".to_owned(),
        blocks: vec![
            Block::paragraph(
                "Hội nghị khai mạc hồi 08 giờ 00, ngày 05 tháng 12 năm 2026 tại phòng họp số 2.",
            ),
            Block::heading(1, "Thành phần"),
            Block::paragraph("Triệu tập 13, có mặt 12, vắng 1 (đồng chí Hà Văn Sơn, ốm)."),
            Block::heading(1, "Phát biểu"),
            Block::paragraph(
                Text::default().bold("Đồng chí Lê Thị Hoa: ").plain("đề nghị ghi rõ ngày trả lời từng đơn."),
            ),
        ],
        signatures: vec![
            sign("NGƯỜI GHI BIÊN BẢN", "Trần Thị Bích"),
            sign("CHỦ TRÌ HỘI NGHỊ", "Đỗ Văn Minh"),
        ],
        recipients: Vec::new(),
        trace: None,
        ..report()
    }
}
