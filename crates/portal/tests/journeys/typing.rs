//! What a page says while somebody types, and what a password manager finds on it.

use crate::window::Window;
use thirtyfour::By;

/// The owner tries a username that is not made of the own name, then one that is.
pub async fn choose_a_username(window: &Window, strange: &str, own: &str) {
    window.fill("username", strange).await;
    let refused = window
        .see(By::Css("#ketersediaan[data-ok='false']"))
        .await
        .text()
        .await
        .unwrap();
    assert!(
        refused.contains("harus dibuat dari bagian nama resmi Anda"),
        "{refused}"
    );
    window.fill("username", own).await;
    let free = window
        .see(By::Css("#ketersediaan[data-ok='true']"))
        .await
        .text()
        .await
        .unwrap();
    assert!(
        free.starts_with(&format!("{own}@")) && free.ends_with("masih tersedia."),
        "{free}"
    );
}

/// The meter judges a bad password and then a good one.
pub async fn measure_a_password(window: &Window, bad: &str, good: &str) {
    window.see(By::Css("[data-meter][data-score='0']")).await;
    window.fill("password", bad).await;
    window.see(By::Css("[data-meter][data-score='1']")).await;
    window
        .see(By::XPath("//*[@id='strength']/b[.='Lemah.']"))
        .await;
    window
        .see(By::Css("[data-rule='length'][data-ok='false']"))
        .await;
    window.fill("password", good).await;
    window.see(By::Css("[data-meter][data-score='4']")).await;
    window
        .see(By::XPath("//*[@id='strength']/b[.='Sangat kuat.']"))
        .await;
    for rule in ["length", "name", "guess"] {
        window
            .see(By::Css(format!("[data-rule='{rule}'][data-ok='true']")))
            .await;
    }
}

/// What was typed is masked until its owner shows it, and again when it is hidden; it stays.
pub async fn show_and_hide(window: &Window, name: &str, typed: &str) {
    let field = window.see(By::Css(format!("[name='{name}']"))).await;
    let key = window.see(By::Css(format!("[data-show='{name}']"))).await;
    let stands = async |kind: &str, says: &str| {
        assert_eq!(field.prop("type").await.unwrap().as_deref(), Some(kind));
        assert_eq!(field.prop("value").await.unwrap().as_deref(), Some(typed));
        assert_eq!(key.text().await.unwrap(), says);
    };
    stands("password", "Tampilkan").await;
    key.click().await.unwrap();
    stands("text", "Sembunyikan").await;
    key.click().await.unwrap();
    stands("password", "Tampilkan").await;
}

/// Fields with what they are for: none refuses what is pasted, and each says what belongs into it.
pub async fn welcomes_password_managers(window: &Window, fields: &[(&str, &str)]) {
    for (name, token) in fields {
        let css = By::Css(format!("main [name='{name}']"));
        let field = window.driver.find(css).await.unwrap();
        let said = field
            .attr("autocomplete")
            .await
            .unwrap()
            .unwrap_or_default();
        assert!(
            said.split(' ').any(|one| one == *token),
            "{name} is for {said:?}"
        );
        let paste = "return arguments[0].dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }))";
        let answer = window
            .driver
            .execute(paste, vec![field.to_json().unwrap()])
            .await
            .unwrap();
        let is_let_through: bool = answer.convert().unwrap();
        assert!(is_let_through, "{name} refuses what is pasted");
    }
}
