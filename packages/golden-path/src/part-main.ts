import { playPart } from './part.js';

playPart();
