/** The ledger that queries are for, and the one they must leave alone; in this order in every index. */
export const OURS = 'aaaaaaaa-0000-4000-8000-00000000000a'
export const THEIRS = 'bbbbbbbb-0000-4000-8000-00000000000b'
/** A ledger that does not exist until a test makes it. */
export const NEW = 'dddddddd-0000-4000-8000-00000000000d'

/** Private chats of their owners. */
export const OUR_CHAT = 11n
export const THEIR_CHAT = 22n

/** What the messages in both outboxes are about. */
export const SUBJECT = 'transaction:the-same'
/** The worker that holds an update. */
export const HOLDER = 'cccccccc-0000-4000-8000-00000000000c'

/** A reread that both ledgers have, one that only theirs has, and one that nobody has yet. */
export const SHARED_REREAD = 'eeeeeeee-0000-4000-8000-00000000000e'
export const THEIR_REREAD = 'eeeeeeee-0000-4000-8000-00000000000f'
/** One that only theirs has, and that was taken back. */
export const THEIR_TAKEN_BACK = 'eeeeeeee-0000-4000-8000-000000000002'
export const NEW_REREAD = 'eeeeeeee-0000-4000-8000-000000000001'

/** The same for taught layouts, and for questions about a message. */
export const SHARED_LAYOUT = 'ffffffff-0000-4000-8000-00000000000f'
export const THEIR_LAYOUT = 'ffffffff-0000-4000-8000-00000000000e'
export const NEW_LAYOUT = 'ffffffff-0000-4000-8000-000000000001'

/** The same for phones and what they delivered; NEW_PHONE is nobody's yet. */
export const SHARED_PHONE = '77777777-0000-4000-8000-00000000000f'
export const THEIR_PHONE = '77777777-0000-4000-8000-00000000000e'
export const NEW_PHONE = '77777777-0000-4000-8000-000000000001'

/** The same for statement files dropped into a chat. */
export const SHARED_UPLOAD = '99999999-0000-4000-8000-00000000000f'
export const THEIR_UPLOAD = '99999999-0000-4000-8000-00000000000e'
export const NEW_UPLOAD = '99999999-0000-4000-8000-000000000001'

/** The same for access over the network: grants, by id and by the hash of their secret, and kept answers by their key. */
export const SHARED_GRANT = 'abababab-0000-4000-8000-00000000000f'
export const SHARED_SESSION = 'abababab-0000-4000-8000-00000000000e'
export const THEIR_GRANT = 'abababab-0000-4000-8000-00000000000d'
export const NEW_GRANT = 'abababab-0000-4000-8000-000000000001'
/** The same for rules, changes of settings, and attachments. */
export const SHARED_SETTING = '88888888-0000-4000-8000-00000000000f'
export const THEIR_SETTING = '88888888-0000-4000-8000-00000000000e'
export const NEW_SETTING = '88888888-0000-4000-8000-000000000001'
