// On the page where one logs in nobody is signed in: the rooms and names of a round leave the phone.

import { forgetRooms, openStore } from './store.js';

const known = (await indexedDB.databases?.()) ?? [];
if (known.some(({ name }) => name === 'fangtu-onsite')) await forgetRooms(await openStore());
