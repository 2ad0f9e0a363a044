<?php
// PHP's SoapClient walks the road of walk.py; what it finds is printed as JSON.
ini_set('precision', '14');
ini_set('serialize_precision', '-1');
[, $wsdl, $username, $first, $second, $name] = $argv;
$client = new SoapClient($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'exceptions' => true]);
$inside = [];

function call(string $operation, array $more = [])
{
    global $client, $inside;
    $answer = $client->__soapCall($operation, [$more + $inside]);
    return $answer->{$operation . 'Result'} ?? null;
}

function code($answer): string
{
    return $answer->ErrorMsg->LastErrorCode ?? '';
}

function done($answer)
{
    if (code($answer) !== '' || ($answer->LastErrorCode ?? '') !== '') {
        fwrite(STDERR, var_export($answer, true));
        exit(1);
    }
    return $answer;
}

// A list of one row comes as that row.
function rows($found): array
{
    return is_array($found) ? $found : [$found];
}

$credentials = ['Username' => $username, 'SecurityCode1' => $first, 'SecurityCode2' => $second, 'Source' => 'php'];
$opened = done(call('OpenSession', $credentials));
$inside = ['SessionID' => $opened->SessionID, 'SecurityCode2' => $second];
$day = '2018-09-19T00:00:00';
$ever = ['DatumVan' => '1980-01-01T00:00:00', 'DatumTm' => '2049-12-31T00:00:00'];
$period = ['KostenPlaatsId' => 0, 'DatumVan' => null, 'DatumTot' => '2049-12-31T00:00:00'];

$books = rows(done(call('GetAdministraties'))->Administraties->cAdministratie)[0];
$seen = ['administration' => $books->Bedrijf];

$line = ['Aantal' => 1.5, 'Eenheid' => 'uren', 'Code' => '2', 'Omschrijving' => 'Reisuur (werkbon 1002)',
    'PrijsPerEenheid' => 42, 'BTWCode' => 'HOOG_VERK_21', 'TegenrekeningCode' => '8020', 'KostenplaatsID' => 0];
$invoice = ['Relatiecode' => 'WB-1001', 'Datum' => $day, 'Betalingstermijn' => 14, 'Factuursjabloon' => 'Test',
    'PerEmailVerzenden' => false, 'AutomatischeIncasso' => false, 'IncassoMachtigingDatumOndertekening' => $day,
    'IncassoMachtigingFirst' => false, 'InBoekhoudingPlaatsen' => true,
    'BoekhoudmutatieOmschrijving' => 'Werkbon 1002', 'Regels' => ['cFactuurRegel' => [$line]]];
$seen['refused'] = code(call('AddFactuur', ['oFact' => $invoice]));

$relation = ['ID' => 0, 'AddDatum' => $day, 'Code' => 'WB-1001', 'Bedrijf' => $name, 'BP' => 'B', 'Gb_ID' => 0,
    'GeenEmail' => 0, 'NieuwsbriefgroepenCount' => 0];
$number = done(call('AddRelatie', ['oRel' => $relation]))->Rel_ID;
done(call('UpdateRelatie', ['oRel' => ['ID' => $number, 'Plaats' => 'Ede'] + $relation]));
$row = rows(done(call('GetRelaties', ['cFilter' => ['ID' => $number]]))->Relaties->cRelatie)[0];
$seen['relation'] = [$row->Code, $row->Bedrijf, $row->Plaats];

$rows = rows(done(call('GetArtikelen', ['cFilter' => ['ArtikelID' => 0]]))->Artikelen->cArtikel);
$seen['products'] = array_map(fn($each) => $each->ArtikelCode, $rows);

$account = ['ID' => 0, 'Code' => '8100', 'Omschrijving' => 'Omzet', 'Categorie' => 'VW', 'Groep' => 'Omzet'];
$id = done(call('AddGrootboekrekening', ['oGb' => $account]))->Gb_ID;
done(call('UpdateGrootboekrekening', ['oGb' => ['ID' => $id, 'Omschrijving' => 'Omzet onderhoud'] + $account]));
$row = rows(done(call('GetGrootboekrekeningen', ['cFilter' => ['ID' => $id]]))->Rekeningen->cGrootboekrekening)[0];
$seen['account'] = [$row->Code, $row->Omschrijving];

$rows = rows(done(call('GetKostenplaatsen', ['cFilter' => []]))->Kostenplaatsen->cKostenplaats);
$seen['cost_centres'] = array_map(fn($each) => $each->Omschrijving, $rows);

$number = done(call('AddFactuur', ['oFact' => $invoice]))->Factuurnummer;
$found = rows(done(call('GetFacturen', ['cFilter' => ['Factuurnummer' => $number] + $ever]))->Facturen->cFactuurList)[0];
$seen['invoice'] = [$number, $found->TotaalInclBTW, rows($found->Regels->cFactuurRegel)[0]->Omschrijving];

$booked = ['BedragInvoer' => 100, 'BedragExclBTW' => 100, 'BedragBTW' => 21, 'BedragInclBTW' => 121,
    'BTWCode' => 'HOOG_VERK_21', 'BTWPercentage' => 21, 'TegenrekeningCode' => '8100', 'KostenplaatsID' => 0];
$entry = ['MutatieNr' => 0, 'Soort' => 'FactuurVerstuurd', 'Datum' => $day, 'Rekening' => '1300',
    'RelatieCode' => 'WB-1001', 'Factuurnummer' => 'W1', 'Omschrijving' => 'Webshop', 'Betalingstermijn' => '14',
    'InExBTW' => 'EX', 'MutatieRegels' => ['cMutatieRegel' => [$booked]]];
$seen['booked'] = done(call('AddMutatie', ['oMut' => $entry]))->Mutatienummer;
$rows = rows(done(call('GetMutaties', ['cFilter' => ['MutatieNr' => 0] + $ever]))->Mutaties->cMutatieList);
$seen['entries'] = array_map(fn($each) => [$each->Soort, $each->Factuurnummer], $rows);
$rows = rows(done(call('GetOpenPosten', ['OpSoort' => 'Debiteuren']))->Openposten->cOpenPost);
$seen['open'] = array_map(fn($each) => [$each->MutFactuur, $each->Openstaand], $rows);
$seen['balance'] = done(call('GetSaldo', ['cFilter' => ['GbCode' => '8100'] + $period]))->Saldo;
$seen['balances'] = [];
foreach (rows(done(call('GetSaldi', ['cFilter' => $period + ['Categorie' => 'VW']]))->Saldi->cSaldo) as $each) {
    if ($each->Saldo != 0) {
        $seen['balances'][$each->Code] = $each->Saldo;
    }
}

$sub = done(call('OpenSessionSub', $credentials + ['AdministratieGUID' => $books->Guid]));
$seen['session_sub'] = strlen($sub->SessionID) === 38;
$token = done(call('AutoLogin', ['Username' => $username]))->Token;
$seen['token'] = strlen($token) === 64 && !str_contains($token, $second);
$client->__soapCall('CloseSession', [['SessionID' => $inside['SessionID']]]);
$seen['closed'] = code(call('GetRelaties', ['cFilter' => ['ID' => 0]]));
echo json_encode($seen, JSON_UNESCAPED_UNICODE);
