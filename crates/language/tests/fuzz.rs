//! Any bytes are read within the laws; `./test --long` tries for 20 seconds each.

#[test]
fn no_bytes_break_a_law_of_text() {
    let texts = [
        "Đ/c Nguyễn Văn A. có 3.5 điểm, ngày 18/9/2026; Chỉ thị 15-CT/TW v.v. Đôi lúc còn chậm…",
        "Vie\u{323}\u{302}c khoá sổ của uỷ ban\u{200b}  còn\tchậm!\r\n\r\nI. HẠN CHẾ\n- Một số đồng chí chưa gương mẫu",
        "Tổ daan phố ddoongf ý sửa dduwowngf vào quý II, 1.200.000 đồng",
        "TØnh ñy b¸o c¸o: ®· hoµn thµnh nhiÖm vô",
        "Tænh uûy baùo caùo: ñaõ hoaøn thaønh nhieäm vuï",
        "á»¦y ban nhÃ¢n dÃ¢n",
    ];
    let mut seeds: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    seeds.push(b"T\xd8nh \xf1y b\xb8o c\xb8o".to_vec());
    seeds.push("Tỉnh ủy".encode_utf16().flat_map(u16::to_le_bytes).collect());
    fuzz::run(&language::fuzz::BODIES, &seeds);
}
