/** The tables as the newest migration leaves them. Text, integers and JSON as text: what SQLite and Postgres share. */
export type Schema = {
  migrations: { id: number; name: string; applied_at: string };
  papers: {
    id: string;
    /** `library`, `stream`, or `removed` for what somebody took out. */
    shelf: string;
    /** Sorts newest first; corrections applied. */
    date: string;
    /** The paper as its sources tell it, JSON. */
    document: string;
    /** What the paper was ever found by, JSON; null in rows older than the column. */
    identity: string | null;
    /** The corrections before each edit, JSON. */
    edits: string;
  };
  /** What a paper is found by when it arrives again; several papers may share one. */
  paper_keys: { key: string; paper_id: string };
  corrections: { paper_id: string; field: string; value: string };
  /** One row a paper, its latest change: the feed grows with the library, not with its history. */
  changes: { paper_id: string; sequence: number; kind: string };
  /** Sequence numbers are taken from a row, so that they are committed in their order in every database. */
  counters: { name: string; value: number };
  /** One row, written when the database was made; none in databases older than the table. */
  library_start: { started_from: string; started_at: string };
  /** Papers that came with the program and that nobody has ingested or corrected since. */
  starting_papers: { paper_id: string };
  /** What arXiv tells of a paper, JSON, and when it was asked. */
  paper_details: { paper_id: string; details: string; asked_at: string };
  /** `text` is a fingerprint of what the vector was made of, `vector` its numbers in base64. */
  vectors: { paper_id: string; model: string; text: string; vector: string };
  /** `context` is JSON; `until` an ISO time after which it counts no more. */
  conversations: { conversation: string; actor: string; context: string; until: string };
  /** News of papers; `matched_at` is null until it was decided what is announced of it. */
  arrivals: {
    sequence: number;
    paper_id: string;
    kind: string;
    source: string;
    arrived_at: string;
    announced_on: string | null;
    version: number | null;
    matched_at: string | null;
  };
  /** Where a source stands; `cursor` is its own. */
  source_cursors: { source: string; cursor: string; polled_at: string };
  /** What a source has told, by its own ids. */
  source_items: { source: string; item: string; seen_at: string };
  source_health: {
    source: string;
    checked_at: string;
    succeeded_at: string | null;
    brought_at: string | null;
    failing_since: string | null;
    failures: number;
    reason: string | null;
  };
  /** Who is told of what. `subject_key` is the subject as text, by which the same is known; `last_date` the local date told last. */
  rules: {
    id: number;
    conversation: string;
    is_direct: number;
    owner_id: string;
    owner_name: string;
    subject: string;
    subject_key: string;
    schedule: string;
    time_zone: string;
    since: string;
    /** The newest arrival when it began: later ones are for it. */
    after_sequence: number;
    /** Of a removed rule the newest arrival that it was matched with. */
    matched_through: number | null;
    last_date: string | null;
    status: string;
    reason: string | null;
  };
  saved: { actor: string; paper_id: string; saved_at: string };
  /** One row a paper, conversation, kind and version (0 but for versions), for ever; `sequence` is the arrival that it is of, `place` its place in its post. */
  deliveries: {
    conversation: string;
    paper_id: string;
    kind: string;
    version: number;
    /** `pending`, `posting`, `told`. */
    state: string;
    sequence: number;
    post_id: string | null;
    place: number | null;
  };
  /** Which rules took a paper, and why. */
  delivery_rules: {
    rule_id: number;
    conversation: string;
    paper_id: string;
    kind: string;
    version: number;
    reasons: string;
    rank: number;
  };
  /** `lease` grows with each attempt; `next_at` is when it may be tried again, or when the lease of whoever tries runs out. */
  posts: {
    id: string;
    conversation: string;
    slot: string;
    part: number;
    state: string;
    body: string;
    lease: number;
    next_at: string | null;
    attempts: number;
    first_tried_at: string | null;
    thread_of: string | null;
    message_ref: string | null;
    reason: string | null;
    made_at: string;
    sent_at: string | null;
  };
  /** No post there before `until`. */
  post_pauses: { conversation: string; until: string };
};
