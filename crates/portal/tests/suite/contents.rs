//! The store of attachments while it is swept.

use portal::{files::Files, random::Random};
use std::{fs, path::Path, time::Duration};

async fn begun(files: &Files, random: &Random, content: &[u8]) -> portal::files::Incoming {
    let mut incoming = files.begin(random, 1024).await.unwrap();
    incoming.write(content).await.unwrap();
    incoming
}

/// As if it had been stored two hours ago.
fn age(root: &Path, sha256: &str) {
    let path = root.join(&sha256[..2]).join(sha256);
    let file = fs::File::options().write(true).open(path).unwrap();
    let stored = file.metadata().unwrap().modified().unwrap();
    file.set_modified(stored - Duration::from_hours(2)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_in_again_while_it_is_swept_stays() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::Folder(folder.path().to_owned());
    let random = Random::seeded(1);
    let first = begun(&files, &random, b"the same letter").await;
    let name = first.finish().await.unwrap().sha256;
    for round in 0..400 {
        age(folder.path(), &name);
        let again = begun(&files, &random, b"the same letter").await;
        let (sweeper, swept) = (files.clone(), name.clone());
        let sweeping = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_micros(round * 5)).await;
            sweeper.remove(&swept).await
        });
        assert_eq!(again.finish().await.unwrap().sha256, name);
        sweeping.await.unwrap().unwrap();
        assert!(
            files.open(&name).await.is_ok(),
            "round {round}: it was acknowledged and is gone"
        );
    }
    // Whoever finds it gone already has nothing left to do.
    age(folder.path(), &name);
    files.remove(&name).await.unwrap();
    assert!(files.open(&name).await.is_err());
    files.remove(&name).await.unwrap();
}
