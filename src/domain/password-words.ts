/** What stands in the place of a text that was taken for a password; the bot knows by it that one came. */
export const PASSWORD_WORDS = '(a password)'
/** How every question for a password begins; a reply to it is a password. */
export const PASSWORD_QUESTION_MARK = '🔒'
