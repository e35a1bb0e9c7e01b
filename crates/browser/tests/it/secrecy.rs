//! The browser's side of anonymous opinions: the official vectors, and a way from the browser to the program and back.

use browser::Browser;
use rand::SeedableRng;
use rand::rngs::StdRng;
use secrecy::{
    BROWSER_MODULE, BlindSignature, Blinded, DeskSecret, Issuer, IssuerKey, Opened, Purpose, Request, SIZES,
    Strength, Token, room_in,
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const PURPOSE: Purpose = Purpose { campaign: [0x11; 16], target: [0x22; 16] };

/// What the product's own pages carry: nothing inline, nothing from elsewhere.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";

/// Serves an empty page and the module under the product's content security policy.
async fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = vec![0; 4096];
            let n = socket.read(&mut request).await.unwrap_or(0);
            let is_module = request[..n].starts_with(b"GET /secrecy.js ");
            let page = "<!doctype html><title>x</title><p>trang trống</p>";
            let (kind, body) = if is_module {
                ("text/javascript", BROWSER_MODULE)
            } else {
                ("text/html; charset=utf-8", page)
            };
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncontent-security-policy: {POLICY}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = socket.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await;
        }
    });
    format!("http://{address}")
}

async fn open() -> Browser {
    let browser = Browser::open(&site().await).await;
    browser.go("/").await;
    browser.says("trang trống").await;
    browser
}

/// Runs steps in the page; `s` is the module, `hex` and `toHex` convert.
async fn run(browser: &Browser, steps: &str) -> Value {
    let function = format!(
        "const hex = (h) => Uint8Array.from(h.match(/../g) ?? [], (x) => parseInt(x, 16));
         const toHex = (b) => [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
         const purpose = {{ campaign: new Uint8Array(16).fill(0x11), target: new Uint8Array(16).fill(0x22) }};
         return import('/secrecy.js').then(async (s) => {{ {steps} }}).catch((e) => ({{ error: String(e) }}));"
    );
    browser.ask(&function).await
}

fn issuers() -> (Vec<Issuer>, Vec<IssuerKey>) {
    let mut dice = StdRng::seed_from_u64(5);
    let issuers: Vec<Issuer> = [Strength::Usual, Strength::Long]
        .iter()
        .map(|bits| Issuer::generate(&mut dice, *bits).unwrap())
        .collect();
    let keys = issuers.iter().map(Issuer::public).collect();
    (issuers, keys)
}

fn texts(keys: &[IssuerKey]) -> Value {
    json!(keys.iter().map(|key| key.to_text().unwrap()).collect::<Vec<_>>())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_tells_is_found_as_the_shared_list_says() {
    let browser = open().await;
    let list: Vec<(String, Vec<String>)> =
        serde_json::from_str(include_str!("../../../secrecy/tests/tells.json")).unwrap();
    let texts: Vec<&String> = list.iter().map(|(text, _)| text).collect();
    let found = run(&browser, &format!("return {}.map((text) => s.tells(text));", json!(texts))).await;
    for (at, (text, expected)) in list.iter().enumerate() {
        assert_eq!(found[at], json!(expected), "{text}");
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_vectors_hold_in_the_browser() {
    let browser = open().await;
    let vector = include_str!("../../../secrecy/tests/rfc9474.json");
    let steps = format!(
        "const v = {vector};
         const jwk = {{ kty: 'RSA', n: s.toText(hex(v.n)), e: s.toText(hex(v.e)), alg: 'PS384', ext: true }};
         const key = await crypto.subtle.importKey('jwk', jwk, {{ name: 'RSA-PSS', hash: 'SHA-384' }}, true, ['verify']);
         const issuer = await s.issuerKey(s.toText(new Uint8Array(await crypto.subtle.exportKey('spki', key))));
         const thrown = {{ prefix: hex(v.msg_prefix), salt: hex(v.salt), inverse: hex(v.inv) }};
         const blinding = await s.blind(issuer, hex(v.msg), thrown);
         const signature = await s.finalize(issuer, hex(v.msg), blinding, hex(v.blind_sig));
         const flipped = hex(v.blind_sig); flipped[9] ^= 1;
         const refused = await s.finalize(issuer, hex(v.msg), blinding, flipped).then(() => 'taken', (e) => e.why);
         return [s.isAble(), toHex(blinding.blinded) === v.blinded_msg, toHex(signature) === v.sig,
           await s.isSigned(issuer, hex(v.sig), hex(v.msg_prefix), hex(v.msg)), refused];"
    );
    assert_eq!(run(&browser, &steps).await, json!([true, true, true, true, "signature"]));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_goes_from_the_browser_to_the_issuers_and_back() {
    let browser = open().await;
    let mut dice = StdRng::seed_from_u64(6);
    let (issuers, keys) = issuers();
    for n in [1, 2] {
        let steps = format!(
            "globalThis.keys = []; for (const text of {}) {{ keys.push(await s.issuerKey(text)); }}
             globalThis.pending = await s.request(purpose, keys);
             return pending.blindings.map((b) => s.toText(b.blinded));",
            texts(&keys[..n])
        );
        let blinded = run(&browser, &steps).await;
        let answers: Vec<String> = issuers
            .iter()
            .zip(blinded.as_array().unwrap())
            .map(|(issuer, text)| {
                let blinded = Blinded::parse(text.as_str().unwrap()).unwrap();
                issuer.sign(&mut dice, &blinded).unwrap().to_string()
            })
            .collect();
        let steps = format!(
            "const token = await s.finish(pending, keys, {}.map((text) => s.fromText(text)));
             return [await s.tokenText(token), s.toText(await s.nullifier(purpose, token.nonce))];",
            json!(answers)
        );
        let made = run(&browser, &steps).await;
        let token = Token::parse(made[0].as_str().unwrap()).unwrap();
        let mark = token.verify(&PURPOSE, &keys[..n]).unwrap();
        assert_eq!(mark.to_string(), made[1].as_str().unwrap(), "both sides know the mark");
    }
    // And a token that was made here is read there.
    let request = Request::new(&mut dice, PURPOSE, &keys).unwrap();
    let answers: Vec<BlindSignature> =
        issuers.iter().zip(request.blinded()).map(|(i, b)| i.sign(&mut dice, &b).unwrap()).collect();
    let token = request.finish(&answers).unwrap();
    let steps = format!(
        "const token = await s.parseToken({});
         const mark = s.toText(await s.verifyToken(token, purpose, keys));
         const other = {{ ...purpose, target: new Uint8Array(16) }};
         const no = (p) => p.then(() => 'taken', (e) => e.why);
         return [await s.tokenText(token), mark, await no(s.verifyToken(token, other, keys)),
           await no(s.verifyToken(token, purpose, keys.slice(1))), await no(s.verifyToken(token, purpose, [keys[1], keys[0]]))];",
        json!(token.to_string())
    );
    let mark = token.verify(&PURPOSE, &keys).unwrap().to_string();
    let expected = json!([token.to_string(), mark, "other_purpose", "issuers", "signature"]);
    assert_eq!(run(&browser, &steps).await, expected);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_and_program_refuse_the_same_texts() {
    let browser = open().await;
    let mut dice = StdRng::seed_from_u64(7);
    let (issuers, keys) = issuers();
    let request = Request::new(&mut dice, PURPOSE, &keys[..1]).unwrap();
    let answer = issuers[0].sign(&mut dice, &request.blinded()[0]).unwrap();
    let text = request.finish(&[answer]).unwrap().to_string();
    let flip = |at: usize| -> String {
        text.char_indices().map(|(n, c)| if n == at { if c == 'A' { 'B' } else { 'A' } } else { c }).collect()
    };
    let mut texts: Vec<String> = (0..text.len()).map(flip).collect();
    texts.extend((0..text.len()).map(|end| text[..end].to_owned()));
    texts.extend([text.clone(), format!(" {text}\n"), format!("{text}="), format!("{text}A"), String::new()]);
    let steps = format!(
        "const said = []; for (const text of {}) {{ said.push(await s.parseToken(text).then(() => true, (e) => e.why === 'no_token' ? false : String(e))); }}
         return said;",
        json!(texts)
    );
    let said = run(&browser, &steps).await;
    for (text, said) in texts.iter().zip(said.as_array().unwrap()) {
        assert_eq!(said, &json!(Token::parse(text).is_ok()), "{text}");
    }
    assert_eq!(said.as_array().unwrap().iter().filter(|said| **said == json!(true)).count(), 2);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn envelopes_sealed_in_the_browser_are_opened_by_the_desk() {
    let browser = open().await;
    let desk = DeskSecret::generate(&mut StdRng::seed_from_u64(8));
    let words = "Đường ngõ 42 hỏng đã lâu, đơn chưa được trả lời.";
    let lengths = [0, 1, room_in(SIZES[0]), room_in(SIZES[0]) + 1, room_in(SIZES[3])];
    let steps = format!(
        "const desk = {desk}; const out = [];
         for (const length of {lengths}) {{ out.push(s.toText(await s.seal(desk, purpose, new Uint8Array(length).fill(120)))); }}
         out.push(s.toText(await s.seal(desk, purpose, s.join({words}))));
         const no = (p) => p.then(() => 'taken', (e) => e.why);
         out.push(await no(s.seal(desk, purpose, new Uint8Array(s.roomIn(s.SIZES[3]) + 1))));
         out.push(await no(s.seal(s.toText(new Uint8Array(65).fill(4)), purpose, new Uint8Array(1))));
         return out;",
        desk = json!(desk.public().to_string()),
        lengths = json!(lengths),
        words = json!(words),
    );
    let sealed = run(&browser, &steps).await;
    let open = |at: usize| {
        let envelope = base64::Engine::decode(
            &base64::engine::general_purpose::URL_SAFE_NO_PAD,
            sealed[at].as_str().unwrap_or_else(|| panic!("{sealed}")),
        );
        let envelope = envelope.unwrap();
        assert!(SIZES.contains(&envelope.len()));
        desk.open(&PURPOSE, &envelope).unwrap()
    };
    assert_eq!(open(0), Opened::Blank);
    for (at, length) in lengths.iter().enumerate().skip(1) {
        assert_eq!(open(at), Opened::Words(vec![b'x'; *length]));
    }
    assert_eq!(open(5), Opened::Words(words.as_bytes().to_vec()));
    assert_eq!((sealed[6].as_str(), sealed[7].as_str()), (Some("too_long"), Some("no_key")));
    browser.close().await;
}

/// The figure of `docs/performance.md`: what a token and an envelope cost in a browser. The bound is far above it.
#[tokio::test(flavor = "multi_thread")]
async fn a_browser_makes_a_request_in_a_moment() {
    let browser = open().await;
    let (_, keys) = issuers();
    let desk = DeskSecret::generate(&mut StdRng::seed_from_u64(8)).public().to_string();
    for (bits, key) in [(2048, &keys[..1]), (3072, &keys[1..])] {
        let steps = format!(
            "const keys = []; for (const text of {}) {{ keys.push(await s.issuerKey(text)); }}
             for (let n = 0; n < 3; n += 1) {{ await s.request(purpose, keys); }}
             let from = performance.now(); for (let n = 0; n < 30; n += 1) {{ await s.request(purpose, keys); }}
             const request = (performance.now() - from) / 30;
             from = performance.now(); for (let n = 0; n < 30; n += 1) {{ await s.seal({}, purpose, new Uint8Array(3000)); }}
             return [request, (performance.now() - from) / 30];",
            texts(key),
            json!(desk)
        );
        let took = run(&browser, &steps).await;
        println!("{bits} bits: a request {} ms, an envelope {} ms", took[0], took[1]);
        assert!(took[0].as_f64().unwrap() < 500.0, "{took}");
    }
    browser.close().await;
}

/// What `docs/performance.md` says of the time that a browser takes:
/// `cargo nextest run --workspace --run-ignored only --no-capture -E 'test(what_a_token_takes_in_the_browser)'`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn what_a_token_takes_in_the_browser() {
    let browser = open().await;
    let mut dice = StdRng::seed_from_u64(7);
    let (issuers, keys) = issuers();
    let desk = json!(DeskSecret::generate(&mut dice).public().to_string());
    let median = "const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
        const timed = async (act) => { const from = performance.now(); const made = await act(); return [performance.now() - from, made]; };";
    for ((issuer, key), bits) in issuers.iter().zip(&keys).zip([2048, 3072]) {
        let steps = format!(
            "{median} globalThis.keys = [await s.issuerKey({})]; globalThis.pending = [];
             const times = [];
             for (let n = 0; n < 60; n++) {{ const [time, made] = await timed(() => s.request(purpose, keys)); times.push(time); pending.push(made); }}
             return [median(times), pending.map((p) => s.toText(p.blindings[0].blinded))];",
            json!(key.to_text().unwrap())
        );
        let asked = run(&browser, &steps).await;
        let sign = |text: &Value| {
            let blinded = Blinded::parse(text.as_str().unwrap()).unwrap();
            issuer.sign(&mut StdRng::seed_from_u64(8), &blinded).unwrap().to_string()
        };
        let answers: Vec<String> = asked[1].as_array().unwrap().iter().map(sign).collect();
        let steps = format!(
            "{median} const times = [], answers = {};
             for (const [n, answer] of answers.entries()) {{
               const [time] = await timed(async () => s.tokenText(await s.finish(pending[n], keys, [s.fromText(answer)])));
               times.push(time);
             }}
             return median(times);",
            json!(answers)
        );
        let finished = run(&browser, &steps).await;
        println!(
            "{bits} bits: a ticket is asked for in {} ms, made of the answer in {finished} ms",
            asked[0]
        );
    }
    for size in [4, 256] {
        let steps = format!(
            "{median} const times = [], desk = {desk};
             for (let n = 0; n < 60; n++) {{ times.push((await timed(() => s.seal(desk, purpose, new Uint8Array({size} * 1000).fill(65))))[0]); }}
             return median(times);"
        );
        println!("an envelope of {size} KiB is sealed in {} ms", run(&browser, &steps).await);
    }
    browser.close().await;
}
