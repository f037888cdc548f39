export const BUDDY_PATH = '/contact/buddy';
export const EASY_BUDDY_PATH = '/easy/buddy';
export const STAFF_BUDDIES_PATH = '/staff/buddies';
export const KEY_PARENT_PATH = '/contact/key-parent';
export const EASY_KEY_PARENT_PATH = '/easy/key-parent';
export const STAFF_KEY_PARENTS_PATH = '/staff/key-parents';
