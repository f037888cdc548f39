export const BUDDY_PATH = '/contact/buddy';
export const EASY_BUDDY_PATH = '/easy/buddy';
export const STAFF_BUDDIES_PATH = '/staff/buddies';
