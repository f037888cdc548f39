/** What the texts of moments are kept under in `translation`. */
export const KIND = 'moment';
/** The same of a line that staff put into a ready message. */
export const LINE_KIND = 'moment_message';
