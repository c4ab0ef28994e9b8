//! E-mail addresses and mobile numbers.

use crate::model::Text;

/// An e-mail address in its normal shape (lower case), or a sentence that says what is wrong.
pub fn email(value: &str) -> Result<String, Text> {
    let address = value.trim().to_ascii_lowercase();
    let wrong = || {
        Text::new(
            "Alamat email ini belum lengkap. Tulis seperti nama@kampus.ac.id, tanpa spasi.",
            "This e-mail address is not complete. Write it like name@campus.ac.id, without spaces.",
        )
    };
    let (local, domain) = address.rsplit_once('@').ok_or_else(wrong)?;
    let fits = address.len() <= 254 && is_local(local) && is_domain(domain);
    if fits { Ok(address) } else { Err(wrong()) }
}

/// The part before the `@`.
fn is_local(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
        && local.split('.').all(|part| !part.is_empty())
}

/// The part after the `@`.
fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && !top.chars().all(|c| c.is_ascii_digit())
}

/// A mobile number as `628…`, or a sentence that says what is wrong.
pub fn whatsapp(value: &str) -> Result<String, Text> {
    let number = international(value);
    let count = number.len().saturating_sub(1);
    let mobile = number
        .strip_prefix("628")
        .is_some_and(|rest| rest.starts_with(|c: char| c != '0'));
    if value.chars().any(char::is_alphabetic)
        || !number.starts_with("628")
        || number.len() > 3 && !mobile
    {
        return Err(Text::new(
            "Nomor ini bukan nomor seluler Indonesia. Nomor seluler diawali 08, misalnya 0858-9000-1103.",
            "This is not an Indonesian mobile number. Mobile numbers begin with 08, for example 0858-9000-1103.",
        ));
    }
    if (10..=13).contains(&count) {
        return Ok(number);
    }
    let (id, en) = if count < 10 {
        ("baru ", "only ")
    } else {
        ("", "")
    };
    Err(Text::new(
        format!(
            "Nomor ini {id}{count} angka. Nomor seluler berisi 10–13 angka, misalnya 0858-9000-1103."
        ),
        format!(
            "This number has {en}{count} digits. Mobile numbers have 10–13 digits, for example 0858-9000-1103."
        ),
    ))
}

/// Digits only, with the country in front.
fn international(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    if let Some(rest) = digits.strip_prefix("620") {
        format!("62{rest}")
    } else if let Some(rest) = digits.strip_prefix('0') {
        format!("62{rest}")
    } else if digits.starts_with('8') {
        format!("62{digits}")
    } else {
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_one_way() {
        for written in [
            "0858-9000-1103",
            "+62 858 9000 1103",
            "62 0858 9000 1103",
            "85890001103",
            "(0858) 90001103",
        ] {
            assert_eq!(
                whatsapp(written).as_deref(),
                Ok("6285890001103"),
                "{written}"
            );
        }
    }

    #[test]
    fn wrong_numbers_are_told_why() {
        let nine = whatsapp("0858-9000-1").map_err(|text| text.id);
        assert_eq!(nine, Err("Nomor ini baru 9 angka. Nomor seluler berisi 10–13 angka, misalnya 0858-9000-1103.".into()));
        for wrong in [
            "",
            "0271646994",
            "080012345678",
            "0858 9000 1103 4455",
            "+1 202 555 0100",
            "0858-SATU",
        ] {
            assert!(whatsapp(wrong).is_err(), "{wrong}");
        }
        assert!(whatsapp("0812345678").is_ok());
        assert!(whatsapp("0812345678901").is_ok());
        assert!(whatsapp("08123456789012").is_err());
    }

    #[test]
    fn addresses() {
        assert_eq!(
            email(" Rina@Student.UNS.ac.id ").as_deref(),
            Ok("rina@student.uns.ac.id")
        );
        for wrong in [
            "rina",
            "rina@",
            "@uns.ac.id",
            "rina@uns",
            "ri na@uns.ac.id",
            "rina..w@uns.ac.id",
            "rina@-uns.ac.id",
            "a@b@c..d",
            "rina@10.0.0.1",
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}
