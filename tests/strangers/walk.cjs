// The soap package of Node.js walks the road of walk.py; what it finds is printed as JSON.
const soap = require("soap");
const [wsdl, username, first, second, name] = process.argv.slice(2);

const code = (answer) => answer?.ErrorMsg?.LastErrorCode ?? "";
const rows = (found) => (Array.isArray(found) ? found : [found]);

function done(answer) {
  if (code(answer) || answer?.LastErrorCode) throw new Error(JSON.stringify(answer));
  return answer;
}

async function main() {
  const client = await soap.createClientAsync(wsdl);
  let inside = {};
  const call = async (operation, more = {}) => {
    const [answer] = await client[`${operation}Async`]({ ...inside, ...more });
    return answer?.[`${operation}Result`];
  };
  const credentials = { Username: username, SecurityCode1: first, SecurityCode2: second, Source: "node" };
  const opened = done(await call("OpenSession", credentials));
  inside = { SessionID: opened.SessionID, SecurityCode2: second };
  const day = "2018-09-19T00:00:00";
  const ever = { DatumVan: "1980-01-01T00:00:00", DatumTm: "2049-12-31T00:00:00" };
  const period = { KostenPlaatsId: 0, DatumVan: "1980-01-01T00:00:00", DatumTot: "2049-12-31T00:00:00" };

  const books = rows(done(await call("GetAdministraties")).Administraties.cAdministratie)[0];
  const seen = { administration: books.Bedrijf };

  const line = {
    Aantal: 1.5, Eenheid: "uren", Code: "2", Omschrijving: "Reisuur (werkbon 1002)", PrijsPerEenheid: 42,
    BTWCode: "HOOG_VERK_21", TegenrekeningCode: "8020", KostenplaatsID: 0,
  };
  const invoice = {
    Relatiecode: "WB-1001", Datum: day, Betalingstermijn: 14, Factuursjabloon: "Test", PerEmailVerzenden: false,
    AutomatischeIncasso: false, IncassoMachtigingDatumOndertekening: day, IncassoMachtigingFirst: false,
    InBoekhoudingPlaatsen: true, BoekhoudmutatieOmschrijving: "Werkbon 1002", Regels: { cFactuurRegel: [line] },
  };
  seen.refused = code(await call("AddFactuur", { oFact: invoice }));

  const relation = {
    ID: 0, AddDatum: day, Code: "WB-1001", Bedrijf: name, BP: "B", Gb_ID: 0, GeenEmail: 0, NieuwsbriefgroepenCount: 0,
  };
  const id = done(await call("AddRelatie", { oRel: relation })).Rel_ID;
  done(await call("UpdateRelatie", { oRel: { ...relation, ID: id, Plaats: "Ede" } }));
  let [row] = rows(done(await call("GetRelaties", { cFilter: { ID: id } })).Relaties.cRelatie);
  seen.relation = [row.Code, row.Bedrijf, row.Plaats];

  const products = rows(done(await call("GetArtikelen", { cFilter: { ArtikelID: 0 } })).Artikelen.cArtikel);
  seen.products = products.map((each) => each.ArtikelCode);

  const account = { ID: 0, Code: "8100", Omschrijving: "Omzet", Categorie: "VW", Groep: "Omzet" };
  const ledger = done(await call("AddGrootboekrekening", { oGb: account })).Gb_ID;
  done(await call("UpdateGrootboekrekening", { oGb: { ...account, ID: ledger, Omschrijving: "Omzet onderhoud" } }));
  const accounts = done(await call("GetGrootboekrekeningen", { cFilter: { ID: ledger } }));
  [row] = rows(accounts.Rekeningen.cGrootboekrekening);
  seen.account = [row.Code, row.Omschrijving];

  const centres = rows(done(await call("GetKostenplaatsen", { cFilter: {} })).Kostenplaatsen.cKostenplaats);
  seen.cost_centres = centres.map((each) => each.Omschrijving);

  const number = done(await call("AddFactuur", { oFact: invoice })).Factuurnummer;
  const made = done(await call("GetFacturen", { cFilter: { Factuurnummer: number, ...ever } }));
  const [found] = rows(made.Facturen.cFactuurList);
  seen.invoice = [number, Number(found.TotaalInclBTW), rows(found.Regels.cFactuurRegel)[0].Omschrijving];

  const booked = {
    BedragInvoer: 100, BedragExclBTW: 100, BedragBTW: 21, BedragInclBTW: 121, BTWCode: "HOOG_VERK_21",
    BTWPercentage: 21, TegenrekeningCode: "8100", KostenplaatsID: 0,
  };
  const entry = {
    MutatieNr: 0, Soort: "FactuurVerstuurd", Datum: day, Rekening: "1300", RelatieCode: "WB-1001",
    Factuurnummer: "W1", Omschrijving: "Webshop", Betalingstermijn: "14", InExBTW: "EX",
    MutatieRegels: { cMutatieRegel: [booked] },
  };
  seen.booked = Number(done(await call("AddMutatie", { oMut: entry })).Mutatienummer);
  const entries = rows(done(await call("GetMutaties", { cFilter: { MutatieNr: 0, ...ever } })).Mutaties.cMutatieList);
  seen.entries = entries.map((each) => [each.Soort, each.Factuurnummer]);
  const items = rows(done(await call("GetOpenPosten", { OpSoort: "Debiteuren" })).Openposten.cOpenPost);
  seen.open = items.map((each) => [each.MutFactuur, Number(each.Openstaand)]);
  seen.balance = Number(done(await call("GetSaldo", { cFilter: { GbCode: "8100", ...period } })).Saldo);
  const balances = rows(done(await call("GetSaldi", { cFilter: { ...period, Categorie: "VW" } })).Saldi.cSaldo);
  const filled = balances.filter((each) => Number(each.Saldo) !== 0);
  seen.balances = Object.fromEntries(filled.map((each) => [each.Code, Number(each.Saldo)]));

  const sub = done(await call("OpenSessionSub", { ...credentials, AdministratieGUID: books.Guid }));
  seen.session_sub = sub.SessionID.length === 38;
  const token = done(await call("AutoLogin", { Username: username })).Token;
  seen.token = token.length === 64 && !token.includes(second);
  await client.CloseSessionAsync({ SessionID: inside.SessionID });
  seen.closed = code(await call("GetRelaties", { cFilter: { ID: 0 } }));
  console.log(JSON.stringify(seen));
}

main().catch((problem) => {
  console.error(problem.message);
  process.exit(1);
});
