//! A form as a hand fills it: what is folded is unfolded, a choice is made by the words beside it, the rest is typed.

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};

use crate::{Browser, PATIENCE};

impl Browser {
    /// Fills fields of the form whose address ends so, without sending it. `form` may also be a selector of its own,
    /// where several forms have the same address. A word after `!` is a choice that is taken back.
    pub async fn fill_in(&self, form: &str, fields: &[(&str, &str)]) {
        let form = selector(form);
        let wait = self.client.wait().at_most(PATIENCE);
        let found = wait.for_element(Locator::Css(&form)).await;
        let found = found.unwrap_or_else(|error| panic!("{form}: {error}"));
        let folded = Locator::XPath("ancestor::details[not(@open)]/summary");
        while let Ok(summary) = found.find(folded).await {
            summary.click().await.unwrap_or_else(|error| panic!("{form}: {error}"));
        }
        for (name, value) in fields {
            let css = format!("{form} [name='{name}']");
            set(&self.client, &css, value).await.unwrap_or_else(|error| panic!("{css} {value}: {error}"));
        }
    }

    /// Fills a form and sends it by its button; then the page says what was done.
    pub async fn hand_in(&self, form: &str, fields: &[(&str, &str)], says: &str) {
        self.fill_in(form, fields).await;
        self.press(&format!("{} .acts button", selector(form))).await;
        self.says(says).await;
    }
}

fn selector(form: &str) -> String {
    if form.starts_with('/') { format!("form[action$='{form}']") } else { form.to_owned() }
}

async fn set(client: &Client, css: &str, value: &str) -> Result<(), CmdError> {
    let field = client.find(Locator::Css(css)).await?;
    let (tag, kind) = (field.tag_name().await?, field.attr("type").await?.unwrap_or_default());
    match (tag.as_str(), kind.as_str()) {
        ("select", _) => choose(client, css, value).await,
        (_, "radio" | "checkbox") => tick(client, css, value).await,
        _ => {
            field.clear().await?;
            field.send_keys(value).await
        }
    }
}

async fn choose(client: &Client, css: &str, words: &str) -> Result<(), CmdError> {
    for option in client.find_all(Locator::Css(&format!("{css} option"))).await? {
        if option.text().await?.contains(words) {
            return option.click().await;
        }
    }
    panic!("{css} offers nothing like {words:?}");
}

async fn tick(client: &Client, css: &str, words: &str) -> Result<(), CmdError> {
    let (words, is_wanted) = words.strip_prefix('!').map_or((words, true), |rest| (rest, false));
    for choice in client.find_all(Locator::Css(css)).await? {
        let label: Element = choice.find(Locator::XPath("ancestor::label")).await?;
        if label.text().await?.starts_with(words) {
            return if choice.is_selected().await? == is_wanted { Ok(()) } else { label.click().await };
        }
    }
    panic!("{css} offers nothing like {words:?}");
}
