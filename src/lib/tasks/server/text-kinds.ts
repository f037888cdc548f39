/** What the texts of tasks are kept under in `translation`. */
export const KIND = 'task';
