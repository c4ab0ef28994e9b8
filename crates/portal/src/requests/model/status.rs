//! Where a request stands, as its applicant reads it.

use std::str::FromStr;

/// The statuses of a request; a draft is not a request yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// *Diajukan*: waits for its first decision.
    Submitted,
    /// *Diverifikasi*: found in order; waits for a further approval or for disposition.
    Verified,
    /// *Didisposisikan*: given to a member of staff.
    Disposed,
    /// *Diproses*: taken by a member of staff.
    Processing,
    /// *Selesai*: done; the survey is open.
    Completed,
    /// *Ditutup*: done and rated.
    Closed,
    /// *Dikembalikan*: waits for its applicant to correct it.
    Returned,
    /// *Ditolak*.
    Rejected,
    /// *Tidak dapat dilaksanakan*.
    Failed,
    /// *Dibatalkan* by its applicant.
    Cancelled,
}

impl Status {
    /// All of them, in the order of the road.
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Verified,
        Self::Disposed,
        Self::Processing,
        Self::Completed,
        Self::Closed,
        Self::Returned,
        Self::Rejected,
        Self::Failed,
        Self::Cancelled,
    ];

    /// As it is stored; also the name of its icon and the end of its key in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Verified => "verified",
            Self::Disposed => "disposed",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Closed => "closed",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The shape of its badge.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Failed => "rejected",
            other => other.key(),
        }
    }

    /// Key of its word.
    pub fn word(self) -> String {
        format!("status-{}", self.key())
    }

    /// Whether somebody still has to act.
    pub fn is_open(self) -> bool {
        match self {
            Self::Submitted
            | Self::Verified
            | Self::Disposed
            | Self::Processing
            | Self::Returned => true,
            Self::Completed | Self::Closed | Self::Rejected | Self::Failed | Self::Cancelled => {
                false
            }
        }
    }

    /// Whether its applicant may still withdraw it: before processing.
    pub fn can_cancel(self) -> bool {
        match self {
            Self::Submitted | Self::Verified | Self::Disposed | Self::Returned => true,
            Self::Processing
            | Self::Completed
            | Self::Closed
            | Self::Rejected
            | Self::Failed
            | Self::Cancelled => false,
        }
    }
}

impl FromStr for Status {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|status| status.key() == key)
            .ok_or(())
    }
}
