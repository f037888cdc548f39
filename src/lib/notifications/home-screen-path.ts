/** The page that shows with pictures how the app gets onto the home screen. */
export const HOME_SCREEN_PATH = '/coming-in/home-screen';
