// The planning board, with its two ways to carry a card.
import "./drag.js";
import "./keys.js";
