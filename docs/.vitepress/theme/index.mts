// The theme without its web fonts: letters are those of the reader's machine, nothing is fetched from elsewhere.
import theme from 'vitepress/theme-without-fonts';
import './style.css';

export default theme;
