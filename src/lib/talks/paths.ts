/** Where parents see a round: answer it, and see their talks. */
export const talksPath = (roundId: string): string => `/join/talks/${roundId}`;

/** The draw of a round by lots, to check it; for parents and for staff. */
export const drawFilePath = (roundId: string): string => `${talksPath(roundId)}/draw.txt`;
export const staffDrawFilePath = (roundId: string): string => `${staffRoundPath(roundId)}/draw.txt`;

/** The calendar file of an own talk. */
export const talkCalendarPath = (roundId: string, talkId: string): string => `/join/${roundId}/${talkId}.ics`;

/** Where staff see all rounds, and one. */
export const staffTalksPath = '/staff/talks';
export const staffRoundPath = (roundId: string): string => `${staffTalksPath}/${roundId}`;
/** Where a draft is changed. */
export const changeRoundPath = (roundId: string): string => `${staffRoundPath(roundId)}/change`;

/** Where the interpreters of a round are. */
export const roundInterpretersPath = (roundId: string): string => `${staffRoundPath(roundId)}/interpreters`;

/** Where staff write down what a guardian says by phone or at the gate. */
export const answerForPath = (roundId: string, guardianId: string): string =>
	`${staffRoundPath(roundId)}/answer/${guardianId}`;

/** Where a member of staff has the own home visits of a day, and writes down what was agreed in a talk. */
export const visitsPath = '/staff/talks/visits';
export const afterTalkPath = (talkId: string): string => `/staff/talks/after/${talkId}`;
