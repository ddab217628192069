/**
 * What Discord shows of the commands to people whose Discord is in German, by the English text. Names are never translated: they
 * are what people tell each other to type.
 */
export const GERMAN: Readonly<Record<string, string>> = {
  'Find a paper by title, words, id or link': 'Eine Arbeit finden: über Titel, Wörter, Kennung oder Link',
  'A title or words of it, an arXiv id, a DOI or a link':
    'Ein Titel oder Wörter daraus, eine arXiv-Kennung, eine DOI oder ein Link',
  'What a person has written, with whom and when': 'Was jemand geschrieben hat, mit wem und wann',
  'A name or a part of it': 'Ein Name oder ein Teil davon',
  'Papers about words, or of an arXiv category': 'Arbeiten zu Wörtern oder aus einer arXiv-Kategorie',
  'Words, or a category such as cs.LG': 'Wörter oder eine Kategorie wie cs.LG',
  'The newest papers': 'Die neuesten Arbeiten',
  'From this date on: 2023, 2023-07 or 2023-07-13': 'Ab diesem Datum: 2023, 2023-07 oder 2023-07-13',
  'Of the last days: a number': 'Aus den letzten Tagen: eine Zahl',
  'Papers near to a paper': 'Arbeiten, die einer Arbeit nahe sind',
  'A title or words of it, its number in the list shown last, an id or a link':
    'Ein Titel oder Wörter daraus, die Nummer in der letzten Liste, eine Kennung oder ein Link',
  'A citation to copy: BibTeX, RIS, APA or CSL-JSON':
    'Ein Zitat zum Kopieren: BibTeX, RIS, APA oder CSL-JSON',
  'The format; BibTeX where none is said': 'Das Format; BibTeX, wenn keines genannt ist',
  'Ask a question; the answer is quoted from the papers':
    'Eine Frage stellen; die Antwort wird aus den Arbeiten zitiert',
  'A question in plain words': 'Eine Frage in einfachen Worten (auf Englisch)',
  'What can be asked, with examples': 'Was man fragen kann, mit Beispielen',
  'A command': 'Ein Befehl',
  'Take back what you did here last': 'Zurücknehmen, was du hier zuletzt getan hast',
  'Forget what this conversation was about': 'Vergessen, worum es in diesem Gespräch ging',
  'Only papers by this author': 'Nur Arbeiten dieser Person',
  'Only this arXiv category, such as cs.LG': 'Nur diese arXiv-Kategorie, zum Beispiel cs.LG',
  'Only from this date on: 2023, 2023-07 or 2023-07-13': 'Nur ab diesem Datum: 2023, 2023-07 oder 2023-07-13',
  'Only up to this date: 2023, 2023-07 or 2023-07-13':
    'Nur bis zu diesem Datum: 2023, 2023-07 oder 2023-07-13',
  'Only this year or these years: 2023 or 2021-2023':
    'Nur aus diesem Jahr oder diesen Jahren: 2023 oder 2021-2023',
  'Only papers with code (yes) or without (no)': 'Nur Arbeiten mit Code (yes) oder ohne (no)',
  'The whole abstract of the one paper': 'Die ganze Zusammenfassung der einen Arbeit',
  'Only papers of this organisation': 'Nur Arbeiten dieser Einrichtung',
  'Have new papers told here, every day or week':
    'Neue Arbeiten hier melden lassen, täglich oder wöchentlich',
  'lab, author:NAME, topic:WORDS, category:cs.LG, or words with -words to leave out':
    'lab, author:NAME, topic:WÖRTER, category:cs.LG oder Wörter, mit -Wörtern zum Weglassen',
  'daily, weekdays, weekly, a weekday, or at-once; daily where nothing is said':
    'daily, weekdays, weekly, ein Wochentag oder at-once; daily, wenn nichts genannt ist',
  'At what time: 09:00, 9am or 17h': 'Um wie viel Uhr: 09:00, 9am oder 17h',
  'Time zone, such as Europe/Berlin': 'Zeitzone, zum Beispiel Europe/Berlin',
  'What is followed here, and when it is told next': 'Was hier gemeldet wird, und wann das nächste Mal',
  'Only this one: its id, its number in the list, or words of it':
    'Nur dieses: Kennung, Nummer in der Liste oder Wörter daraus',
  'Stop telling of something that is followed here': 'Etwas hier nicht mehr melden',
  'Its id, its number in /following, words of it, or all':
    'Kennung, Nummer in /following, Wörter daraus, oder all für alles',
  'Post once what a rule would tell, as a sample': 'Einmal als Probe zeigen, was gemeldet würde',
  'Its id, its number in /following, or words of it': 'Kennung, Nummer in /following oder Wörter daraus',
  'All papers of an announcement, with why each is there':
    'Alle Arbeiten einer Meldung, und warum jede dabei ist',
  'The announcement, as the button under it names it': 'Die Meldung, wie der Knopf darunter sie nennt',
  'When and why a paper was announced here, or why not':
    'Wann und warum eine Arbeit hier gemeldet wurde, oder warum nicht',
  'Keep a paper on your own list': 'Eine Arbeit auf der eigenen Liste behalten',
  'The papers on your own list': 'Die Arbeiten auf der eigenen Liste',
  'Take a paper off your own list': 'Eine Arbeit von der eigenen Liste nehmen',
  'Put a paper into the library: of the stream, or from arXiv':
    'Eine Arbeit in die Bibliothek aufnehmen: aus dem Strom oder von arXiv',
  'An arXiv id, a link or a DOI; of the stream also a title, words or a number shown':
    'Eine arXiv-Kennung, ein Link oder eine DOI; aus dem Strom auch Titel, Wörter oder eine gezeigte Nummer',
  'Take a paper out of the library': 'Eine Arbeit aus der Bibliothek nehmen',
  'Takes an addition back: to the stream, or to nowhere':
    'Nimmt eine Aufnahme zurück: in den Strom (stream) oder ganz (nowhere)',
  'The library, or the stream: what sources brought':
    'Die Bibliothek oder der Strom (stream): was die Quellen gebracht haben',
  'Only you see the reply': 'Nur du siehst die Antwort',
  'Everybody sees the reply': 'Alle sehen die Antwort',
};
