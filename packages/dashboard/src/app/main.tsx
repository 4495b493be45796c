import { render } from 'preact';
import { App } from './app.js';
import { Session } from './session.js';
import { stateColours } from './state-colours.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(stateColours());
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const place = document.getElementById('app');
if (place) render(<App session={new Session(sessionStorage)} />, place);
