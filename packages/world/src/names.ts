/**
 * Names of people, teams, skills and queues: an international mix, as floors are. Data only; it must never
 * decide anything.
 */

import type { Random } from "./random.ts";

const GIVEN =
  `Amara Aisha Alejandro Aleksandra Ana Anders Andrei Anouk Arjun Astrid Ayşe Bao Beatriz Björn Camille Chidi
Chloé Chiara Daniel Daria Deepa Diego Dmitri Ebba Elena Emre Esi Esther Fatima Femke Fiona Franziska Gabriela Giulia
Grace Haruki Hassan Helga Hiroko Hyun-woo Ibrahim Ines Ingrid Isabel Ivan Jae-won Jakub James Jasmine Jean-Luc Jing
João José Jürgen Kaito Karim Katarzyna Kofi Kwame Lakshmi Lars Layla Léa Liam Linh Lucía Luka Łukasz Magdalena Malik
Marco María Mateo Matthias Mei Mehmet Mia Mirjam Mohammed Nadia Naoko Natalia Niamh Nikhil Noah Nomsa Oksana Olivia
Omar Paolo Patrick Petra Priya Quentin Rachel Rafael Rania Ravi Renée Rosa Ruth Samira Sanjay Sara Seán Sigrid Siobhán
Sofia Søren Sunita Tadeusz Tamar Tariq Thandiwe Thomas Tomás Tuấn Valentina Viktor Wanjiru Wei Xin Yara Yasmin Yuki
Yusuf Zanele Zoë Zuzana`.split(/\s+/);

const FAMILY =
  `Abebe Adeyemi Agarwal Ahmed Almeida Andersson Ansah Arslan Bauer Becker Bergström Bianchi Boateng Brown
Castillo Çelik Chen Cohen Costa Cruz Dąbrowski Davies Delgado Diallo Dubois Dupont Eriksen Estévez Fernández Ferrari
Fischer Fontaine Fujimoto García Gonçalves González Gruber Gupta Haddad Hansen Hernández Hoang Hoffmann Horvat Ibáñez
Ito Ivanova Jansen Jensen Jiménez Johnson Kamara Kaplan Kapoor Kaya Khan Kim Kowalska Kováč Krüger Kumar Laurent Lê
Lee Lehmann Li Lindqvist López Lund Makarova Mancini Martin Mbeki Meyer Mokoena Molina Moreau Müller Murphy Mwangi
Nakamura Ndlovu Németh Nguyen Nielsen Novák Nowak O'Brien O'Sullivan Öztürk Okafor Okonkwo Olsen Osei Park Patel
Pereira Petrov Popescu Quispe Ramírez Rao Rashid Richter Rossi Sato Schäfer Schmidt Schneider Sharma Silva Singh
Smith Sørensen Sousa Suzuki Svensson Tanaka Taylor Thapa Torres Tran Usman Vargas Vasić Virtanen Wagner Walker Wang
Weber Williams Wójcik Wright Yamamoto Yıldız Zhang Zhao Zieliński`.split(/\s+/);

/** A few people write themselves in another script. */
const OTHER_SCRIPTS: readonly (readonly [string, string])[] = [
  ["美咲", "田中"],
  ["伟", "王"],
  ["지민", "김"],
  ["Ольга", "Кузнецова"],
  ["Γεώργιος", "Παπαδόπουλος"],
  ["محمد", "الحسيني"],
  ["נועה", "לוי"],
  ["अनिता", "शर्मा"],
  ["สมชาย", "ใจดี"],
];

export const TEAM_NAMES =
  `Amber Birch Cobalt Delta Ember Falcon Granite Harbour Indigo Juniper Kestrel Lagoon Maple Nimbus
Onyx Pine Quartz Raven Sierra Tundra Umber Violet Willow Zephyr`.split(/\s+/);

export const TOPICS = [
  "Billing",
  "Technical Support",
  "Sales",
  "Orders & Delivery",
  "Returns",
  "Accounts",
  "Retention",
  "Claims",
  "Payments",
  "Fraud",
  "Loyalty",
  "Installations",
  "Travel Desk",
  "Warranty",
  "Business Care",
] as const;

export const LANGUAGES = [
  "English",
  "Deutsch",
  "Français",
  "Español",
  "Italiano",
  "Nederlands",
  "Polski",
] as const;

export const GIVEN_NAMES: readonly string[] = GIVEN;
export const FAMILY_NAMES: readonly string[] = FAMILY;
export const NAMES_IN_OTHER_SCRIPTS = OTHER_SCRIPTS;

/** Strings that break careless screens and careless maps. They must stay text wherever they appear. */
const HOSTILE_NAMES: readonly string[] = [
  "<img src=x onerror=\"document.title='owned'\">",
  "__proto__",
  "constructor",
  "\u202Etxet desrever\u202C",
  `Long ${"name ".repeat(2_048)}`,
  "👩‍👩‍👧‍👦 🧑🏽‍🚒 🇺🇳",
  "\u2067عبد الرحمن\u2069 <b>bold</b>",
  "</script><script>alert(1)</script>",
  "Robert'); DROP TABLE agents;--",
  "Z̸̡̛a̵l̶g̷o̴",
  "",
  "   ",
  "null",
  "{{constructor.constructor('alert(1)')()}}",
  "tab\tnew\nline\u0000nul",
];

/** Now and then a hostile string in the name's place, where such are wanted. */
export const hostileOr = (random: Random, isHostile: boolean, name: string): string =>
  isHostile && random.chance(0.25) ? random.pick(HOSTILE_NAMES) : name;
