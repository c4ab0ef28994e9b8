//! Where attachments are kept: under their SHA-256, so that the same file is stored once and a name can never be a path.

use crate::{Error, random::Random};
use sha2::{Digest, Sha256};
use std::{
    io,
    path::{Path, PathBuf},
};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt, AsyncWriteExt},
};

/// The store. A folder now; S3 will be the next variant.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder on this machine.
    Folder(PathBuf),
}

/// A content that is stored and durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name in the store.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Its first bytes, which say what it is.
    pub head: Vec<u8>,
}

/// A content that is on its way in; gone again unless it is finished.
pub struct Incoming {
    root: PathBuf,
    path: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
    limit: u64,
    head: Vec<u8>,
}

/// As much of a content as [`infer`] looks at.
const HEAD: usize = 8192;
/// How much of a content is in memory while it is sent.
const PIECE: usize = 64 * 1024;

impl Files {
    fn root(&self) -> &Path {
        match self {
            Self::Folder(root) => root,
        }
    }

    /// Begins to take in a content of at most `limit` bytes.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the folder cannot be written.
    pub async fn begin(&self, random: &Random, limit: u64) -> Result<Incoming, Error> {
        let root = self.root().to_owned();
        let incoming = root.join("incoming");
        fs::create_dir_all(&incoming).await.map_err(unavailable)?;
        let path = incoming.join(random.token());
        let file = File::create_new(&path).await.map_err(unavailable)?;
        Ok(Incoming {
            root,
            path,
            file,
            hash: Sha256::new(),
            size: 0,
            limit,
            head: Vec::new(),
        })
    }

    /// Opens a content.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there.
    pub async fn open(&self, sha256: &str) -> Result<File, Error> {
        File::open(place(self.root(), sha256))
            .await
            .map_err(|_| Error::NotFound)
    }

    /// The pieces of an open content, for an answer.
    pub fn stream(
        &self,
        file: File,
    ) -> impl futures_util::Stream<Item = io::Result<Vec<u8>>> + Send + use<> {
        futures_util::stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece).await?;
            piece.truncate(length);
            Ok((length > 0).then_some((piece, file)))
        })
    }

    /// Removes what a process that was killed had begun to take in.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the folder cannot be read.
    pub async fn clear_incoming(&self) -> Result<(), Error> {
        let folder = self.root().join("incoming");
        fs::create_dir_all(&folder).await.map_err(unavailable)?;
        let mut entries = fs::read_dir(&folder).await.map_err(unavailable)?;
        while let Some(entry) = entries.next_entry().await.map_err(unavailable)? {
            // One that was finished meanwhile is gone from here.
            if entry.metadata().await.is_ok_and(|found| is_settled(&found)) {
                let _ = fs::remove_file(entry.path()).await;
            }
        }
        Ok(())
    }

    /// The names of contents that have been there for at least an hour: only those may be swept when no row refers
    /// to them, since a row follows its content by moments.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the folder cannot be read.
    pub async fn settled(&self) -> Result<Vec<String>, Error> {
        let root = self.root().to_owned();
        blocking(move || {
            let mut names = Vec::new();
            std::fs::create_dir_all(&root)?;
            for shelf in std::fs::read_dir(&root)?
                .flatten()
                .filter(|entry| entry.file_name().len() == 2)
            {
                for entry in std::fs::read_dir(shelf.path())?.flatten() {
                    // One that another node has swept is gone from here.
                    if entry.metadata().is_ok_and(|found| is_settled(&found)) {
                        names.push(entry.file_name().to_string_lossy().into_owned());
                    }
                }
            }
            Ok(names)
        })
        .await
    }

    /// Removes a content, unless it was stored again in the last hour.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be removed.
    pub async fn remove(&self, sha256: &str) -> Result<(), Error> {
        let path = place(self.root(), sha256);
        blocking(move || discard(&path)).await
    }
}

/// Looks and removes while nothing can be put on the shelf: what comes in between would be gone, though acknowledged.
fn discard(path: &Path) -> io::Result<()> {
    let shelf = std::fs::File::open(path.parent().unwrap_or(path))?;
    shelf.lock()?;
    match path.metadata() {
        Ok(found) if is_settled(&found) => std::fs::remove_file(path),
        Ok(_) => Ok(()),
        // Another node has swept it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Puts a content on its shelf, where it is durable; see [`discard`].
fn put(root: &Path, from: &Path, target: &Path) -> io::Result<()> {
    let shelf = target.parent().unwrap_or(root);
    // A name is durable only with its folder, and that folder with the one above it.
    if !shelf.try_exists()? {
        std::fs::create_dir_all(shelf)?;
        std::fs::File::open(root)?.sync_all()?;
    }
    let shelf = std::fs::File::open(shelf)?;
    shelf.lock_shared()?;
    std::fs::rename(from, target)?;
    shelf.sync_all()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
        .map_err(unavailable)
}

/// Stored for at least an hour: whoever stored it has written its row by now.
fn is_settled(found: &std::fs::Metadata) -> bool {
    found
        .modified()
        .ok()
        .and_then(|at| at.elapsed().ok())
        .is_some_and(|age| age.as_secs() > 3600)
}

impl Incoming {
    /// The first bytes that have come in.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Takes in the next piece.
    ///
    /// # Errors
    /// [`Error::TooLarge`] past the limit, [`Error::Unavailable`] when the disk is full.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.size += piece.len() as u64;
        if self.size > self.limit {
            return Err(Error::TooLarge);
        }
        if self.head.len() < HEAD {
            self.head.extend(piece.iter().take(HEAD - self.head.len()));
        }
        self.hash.update(piece);
        self.file.write_all(piece).await.map_err(unavailable)
    }

    /// Makes it durable under its name.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk is full.
    pub async fn finish(mut self) -> Result<Stored, Error> {
        self.file.flush().await.map_err(unavailable)?;
        self.file.sync_all().await.map_err(unavailable)?;
        let sha256 = crate::random::hex(&std::mem::take(&mut self.hash).finalize());
        let target = place(&self.root, &sha256);
        let (root, from) = (self.root.clone(), self.path.clone());
        blocking(move || put(&root, &from, &target)).await?;
        Ok(Stored {
            sha256,
            size: self.size as i64,
            head: std::mem::take(&mut self.head),
        })
    }
}

/// An upload that broke off leaves nothing.
impl Drop for Incoming {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

fn place(root: &Path, sha256: &str) -> PathBuf {
    root.join(sha256.get(..2).unwrap_or("xx")).join(sha256)
}

fn unavailable(error: io::Error) -> Error {
    Error::Unavailable(error.to_string())
}
