#include "app/cli/command.h"
#include "app/cli/importoptions.h"
#include "app/cli/runanswers.h"
#include "app/cli/terminal.h"
#include "core/common/error.h"
#include "core/common/keyformatter.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/evaluator.h"
#include "core/evaluate/externallists.h"
#include "core/lists/listbasis.h"
#include "core/lists/listexport.h"
#include "core/runs/runwords.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <cmath>
#include <unordered_map>

namespace aisle::cli {

namespace {

/// Keys and titles of the products and shoppers that an answer names, read once.
class Names
{
public:
    Names(const Project &project, const KeyFormatter &keys) : m_catalogue(project), m_keys(keys)
    {
        for (const auto &kind : EventStore(project).kinds())
            m_kinds.emplace(kind.id, utf8(kind.name));
    }

    const ItemRecord &item(ItemId id)
    {
        if (const auto found = m_items.find(id); found != m_items.end())
            return found->second;
        auto record = m_catalogue.item(id).value_or(ItemRecord{});
        record.key = m_keys.product(record.key);
        return m_items.emplace(id, std::move(record)).first->second;
    }
    QString user(std::optional<UserId> id) const
    {
        if (!id)
            return {};
        const auto record = m_catalogue.user(*id);
        return m_keys.shopper(record ? record->key : QString());
    }
    bool areMadeUp() const { return m_keys.usesPseudonyms(); }
    QString kind(int id) const
    {
        const auto found = m_kinds.find(id);
        return found == m_kinds.end() ? QString() : found->second;
    }

private:
    Catalogue m_catalogue;
    KeyFormatter m_keys;
    std::unordered_map<ItemId, ItemRecord> m_items;
    std::unordered_map<int, QString> m_kinds;
};

/// What the text of two products shares; beside made-up names none, since an attribute may repeat a key.
QStringList wordsOf(const ListedReason &reason, const Names &names)
{
    return names.areMadeUp() ? QStringList() : mapped<QStringList>(reason.words, utf8);
}

QString reasonText(const ListedReason &reason, Names &names)
{
    const auto what = reason.because ? names.item(*reason.because).key : utf8(reason.text);
    const auto words = wordsOf(reason, names);
    return words.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, words.join(QStringLiteral(", ")));
}

QJsonObject eventJson(const StoredEvent &event, Names &names)
{
    return {{QStringLiteral("item"), names.item(event.item).key},
            {QStringLiteral("title"), names.item(event.item).title},
            {QStringLiteral("kind"), names.kind(event.kind)},
            {QStringLiteral("at"), event.at == kNoTime ? QJsonValue() : QJsonValue(isoTime(event.at))}};
}

QJsonArray historyJson(const ShopperList &list, Names &names)
{
    return mapped<QJsonArray>(list.history, [&](const auto &event) { return eventJson(event, names); });
}

QJsonObject becauseJson(const ListedReason &reason, Names &names)
{
    if (!reason.because)
        return {{QStringLiteral("text"), utf8(reason.text)}};
    const auto &item = names.item(*reason.because);
    return {{QStringLiteral("item"), item.key}, {QStringLiteral("title"), item.title}};
}

QJsonObject reasonJson(const ListedReason &reason, Names &names)
{
    auto json = becauseJson(reason, names);
    json.insert(QStringLiteral("contribution"), reason.contribution);
    if (const auto words = wordsOf(reason, names); !words.isEmpty())
        json.insert(QStringLiteral("words"), QJsonArray::fromStringList(words));
    return json;
}

QJsonArray listedJson(const ShopperList &list, Names &names)
{
    QJsonArray items;
    int rank = 0;
    for (const auto &listed : list.items) {
        QJsonArray why;
        for (const auto &reason : listed.reasons)
            why.append(reasonJson(reason, names));
        const auto &item = names.item(listed.item);
        QJsonObject one{{QStringLiteral("rank"), ++rank},
                        {QStringLiteral("item"), item.key},
                        {QStringLiteral("title"), item.title},
                        {QStringLiteral("score"), static_cast<double>(listed.score)},
                        {QStringLiteral("why"), why}};
        if (list.input == ListInput::Evaluated)
            one.insert(QStringLiteral("hit"), listed.hit);
        items.append(one);
    }
    return items;
}

/// Why there is nothing in the list.
const char *emptyBecause(const ShopperList &list)
{
    return list.input == ListInput::Evaluated && list.history.empty() ? "not-judged" : "all-seen";
}

QJsonObject listJson(const ShopperList &list, Names &names)
{
    QJsonObject json{{QStringLiteral("user"), list.user ? QJsonValue(names.user(list.user)) : QJsonValue()},
                     {QStringLiteral("input"), QString::fromLatin1(listInputName(list.input))},
                     {QStringLiteral("basis"), QString::fromLatin1(listGroundName(list.ground))},
                     {QStringLiteral("unknown_items"), list.unknownItems},
                     {QStringLiteral("filled_up"), list.filledUp},
                     {QStringLiteral("history"), historyJson(list, names)},
                     {QStringLiteral("items"), listedJson(list, names)}};
    if (list.items.empty())
        json.insert(QStringLiteral("empty_because"), QString::fromLatin1(emptyBecause(list)));
    return json;
}

QString emptyListText(const ShopperList &list, MaskSeen mask)
{
    if (list.input == ListInput::Evaluated && list.history.empty())
        return QStringLiteral(
            "The run was not judged on this shopper: its data leaves the shopper out. --input all lists "
            "from everything known today.\n");
    return mask == MaskSeen::Yes
               ? QStringLiteral("Nothing is left: the shopper has every product that the run knows. --mask none lists "
                                "them.\n")
               : QStringLiteral("The run knows no product that it could list.\n");
}

QString listText(const ShopperList &list, MaskSeen mask, bool explain, Names &names)
{
    const auto whose =
        list.user ? QStringLiteral("Shopper %1").arg(visible(names.user(list.user))) : QStringLiteral("A new shopper");
    auto text = sentence("%1, list from %2 (%3 [event|events]), %4%5:\n",
                         {whose,
                          list.input == ListInput::Evaluated ? QStringLiteral("the history the test used")
                          : list.input == ListInput::All     ? QStringLiteral("everything known today")
                                                             : QStringLiteral("the history given"),
                          list.history.size(), maskText(mask),
                          list.ground == ListGround::Popularity ? QStringLiteral(", by popularity")
                          : list.ground == ListGround::Content  ? QStringLiteral(", by content")
                                                                : QString()});
    if (list.items.empty())
        return text + emptyListText(list, mask);
    const bool canSay = std::ranges::any_of(list.items, [](const auto &item) { return !item.reasons.empty(); });
    if (explain && !canSay && !list.items.empty())
        text += QStringLiteral("This recommender cannot say which events led to these products.\n");
    std::vector<QStringList> rows;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const auto &listed = list.items[i];
        const auto &item = names.item(listed.item);
        QStringList why;
        for (const auto &reason : listed.reasons)
            why << (isFiller(listed) ? reasonText(reason, names)
                                     : QStringLiteral("%1 %2").arg(reasonText(reason, names),
                                                                   QString::number(reason.contribution, 'g', 3)));
        rows.push_back({QString::number(i + 1), item.key, item.title.left(60), QString::number(listed.score, 'g', 5),
                        listed.hit ? QStringLiteral("bought in the test") : QString(), why.join(QStringLiteral(", "))});
    }
    QStringList header{QStringLiteral("rank"), QStringLiteral("product"), QStringLiteral("title"),
                       QStringLiteral("score"), QStringLiteral("hit")};
    if (canSay)
        header << QStringLiteral("why");
    return text + table(header, rows);
}

/// What is to be known of a list, each with whose it is.
QStringList remarksOn(const ShopperList &list, const Names &names)
{
    QStringList remarks;
    if (list.ground == ListGround::Popularity)
        remarks << QStringLiteral("Nothing that this recommender can use is known of this shopper: these are the most "
                                  "popular products.");
    else if (list.ground == ListGround::Content)
        remarks << QStringLiteral("By content: the events of this history say nothing.");
    if (list.filledUp > 0)
        remarks << filledUpText(static_cast<std::size_t>(list.filledUp), list.items.size());
    if (list.items.empty())
        remarks.clear(); // the list says why
    const auto whose = list.user ? names.user(list.user) : QStringLiteral("A new shopper");
    for (auto &remark : remarks)
        remark = QStringLiteral("%1: %2").arg(whose, remark);
    return remarks;
}

std::vector<StoredEvent> historyOf(const QStringList &keys, const Project &project, const KeptRun &run)
{
    const Catalogue catalogue(project);
    const auto learnt = run.record().protocol.kinds;
    int kind = 0;
    for (const auto &known : EventStore(project).kinds()) {
        if (!learnt.isEmpty() && utf8(known.name) == learnt.last())
            kind = known.id;
    }
    std::vector<StoredEvent> history;
    for (const auto &key : keys) {
        StoredEvent event;
        event.item = knownItem(catalogue, key);
        event.kind = kind;
        history.push_back(event);
    }
    return history;
}

std::vector<UserId> usersOf(const QStringList &keys, const Project &project)
{
    const Catalogue catalogue(project);
    return mapped<std::vector<UserId>>(keys, [&](const QString &key) { return knownUser(catalogue, key); });
}

Answer listEverybody(const Invocation &call, const Project &project, const Lister &lister, const ListRequest &request,
                     ListInput input)
{
    const auto lists = exportLists(project, lister, input, request, keysOf(call, project), call.value("out"), call.job);
    const auto mask = lister.maskFor(request);
    return {
        {{QStringLiteral("lists_written"), static_cast<qint64>(lists)},
         {QStringLiteral("out"), call.value("out")},
         {QStringLiteral("mask"), QString::fromLatin1(maskName(mask))},
         {QStringLiteral("input"), QString::fromLatin1(listInputName(input))}},
        sentence("%1 [list|lists] (%2) [%1:was|were] written to %3.\n", {lists, maskText(mask), call.value("out")})};
}

/// What was asked for, checked before anything is opened. @throws WrongUsage
struct AskedLists
{
    RunId run;
    bool evaluated = false;
    ListRequest request;
    std::int32_t lastDay = kNoLastDay;
};

void demandForWhom(const Invocation &call)
{
    if (!call.isSet("user") && !call.isSet("history") && !call.isSet("all-users"))
        throw WrongUsage{QStringLiteral("For whom? --user KEY, --history KEY,KEY,... or --all-users --out FILE.")};
    if (!call.isSet("all-users")) {
        call.refuse({"out"}, "only with --all-users lists go into a file");
        return;
    }
    call.refuse({"user", "history", "explain"}, "--all-users writes everybody's lists, without reasons");
    if (!call.isSet("out"))
        throw WrongUsage{QStringLiteral("--all-users needs --out FILE.")};
    checkListsFile(call.value("out"));
}

AskedLists askedLists(const Invocation &call)
{
    const auto id = call.integer("run");
    if (!id)
        throw WrongUsage{QStringLiteral("Name the run: --run N. `aisle-cli runs PROJECT` lists them.")};
    demandForWhom(call);
    const auto input = call.value("input");
    if (input != QLatin1String("all") && input != QLatin1String("evaluated"))
        throw WrongUsage{QStringLiteral("--input takes all or evaluated, not %1.").arg(input)};
    AskedLists asked{RunId(*id), input == QLatin1String("evaluated"), {}};
    if (asked.evaluated && call.isSet("history"))
        throw WrongUsage{
            QStringLiteral("--input evaluated means nothing with --history: a shopper who is not in the log "
                           "has no test.")};
    if (asked.evaluated)
        call.refuse({"as-of"}, "--input evaluated is the history that the test used");
    asked.lastDay = lastDayOf(call);
    asked.request.k = lengthOf(call);
    asked.request.mask = listMaskOf(call);
    asked.request.explain = call.isSet("explain");
    const auto candidates = call.value("candidates");
    if (candidates != QLatin1String("all") && candidates != QLatin1String("catalogue"))
        throw WrongUsage{QStringLiteral("--candidates takes all or catalogue, not %1.").arg(candidates)};
    asked.request.onlyWithEvents = candidates == QLatin1String("all");
    return asked;
}

Answer recommend(const Invocation &call)
{
    const auto [run, evaluated, request, lastDay] = askedLists(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    Names names(*project, keysOf(call, *project));
    const auto users = usersOf(call.values("user"), *project);
    RunShelf shelf(*project);
    Lister lister(shelf.get(run, call.job), *project);
    lister.setLastDay(lastDay);
    if (evaluated)
        lister.prepareEvaluated(*project, call.job, &shelf.datasets());
    if (call.isSet("all-users"))
        return listEverybody(call, *project, lister, request, evaluated ? ListInput::Evaluated : ListInput::All);

    std::vector<ShopperList> lists;
    for (const auto user : users)
        lists.push_back(evaluated ? listAsEvaluated(lister, user, request)
                                  : listOfToday(lister, *project, user, request));
    if (call.isSet("history"))
        lists.push_back(listOfHistory(lister, historyOf(call.list("history"), *project, lister.run()), request));
    const auto mask = lister.maskFor(request);
    QJsonArray all;
    QString text;
    QStringList remarks;
    for (const auto &list : lists) {
        remarks << remarksOn(list, names);
        all.append(listJson(list, names));
        text += listText(list, mask, request.explain, names) + u'\n';
    }
    return {{{QStringLiteral("run"), static_cast<qint64>(run.value)},
             {QStringLiteral("mask"), QString::fromLatin1(maskName(mask))},
             {QStringLiteral("lists"), all},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}},
            text};
}

/// The records of a CSV file (any encoding and separator that import reads), header included; empty where no file is
/// named.
RecordSource recordsOf(const Invocation &call, const char *option)
{
    const auto path = call.value(option);
    if (path.isEmpty())
        return {};
    ReadLimits limits;
    limits.whileWaiting = [&job = call.job] { job.checkpoint(); };
    const auto listing = listInputs({path}, {}, limits);
    if (listing.sources.empty())
        throw Error("input.nothing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."), {path});
    auto recipe = recognise(listing.sources.front()).recipe.ofFile();
    recipe.layout = Layout::Events;
    recipe.header = false;
    struct Reading
    {
        InputSource source;
        std::unique_ptr<RowReader> reader;
        RowBatch batch;
        std::size_t next = 0;
    };
    auto reading = std::make_shared<Reading>();
    reading->source = listing.sources.front();
    reading->reader = openRows(reading->source, recipe);
    const auto next = [reading, path](std::vector<std::string> &fields) -> std::int64_t {
        while (reading->next == reading->batch.rows.size()) {
            reading->next = 0;
            if (!reading->reader->next(reading->batch))
                return 0;
        }
        const auto &row = reading->batch.rows[reading->next++];
        if (row.reason)
            throw Error("lists.bad-row", QT_TRANSLATE_NOOP("Error", "Line %2 of %1 cannot be read (%3)."),
                        {path, QString::number(row.line), QString::fromLatin1(row.reason)});
        fields.clear();
        for (std::uint32_t f = 0; f < row.fieldCount; ++f)
            fields.emplace_back(reading->batch.fields[row.firstField + f]);
        return row.line;
    };
    return {path, next};
}

ListsRequest listsRequestOf(const Invocation &call)
{
    if (!call.isSet("truth") || !call.isSet("lists"))
        throw WrongUsage{QStringLiteral("usage: aisle-cli metrics --truth FILE --lists FILE")};
    const auto column = [&](const char *option) { return call.value(option).trimmed().toStdString(); };
    ListsRequest request{recordsOf(call, "truth"), recordsOf(call, "lists"), recordsOf(call, "catalogue"),
                         recordsOf(call, "train"), cutoffsOf(call)};
    request.columns = {column("user"),  column("item"), column("rank"),
                       column("score"), column("run"),  column("relevance")};
    request.dialects = dialectsOf(call);
    request.minRelevance = call.number("min-relevance");
    if (request.minRelevance && std::isnan(*request.minRelevance))
        throw WrongUsage{QStringLiteral("--min-relevance takes a number, not %1.").arg(call.value("min-relevance"))};
    return request;
}

QJsonObject judgedJson(const ListsEvaluation &seen)
{
    QJsonObject why;
    for (const auto &[reason, number] : seen.skippedWhy)
        why.insert(utf8(reason), static_cast<qint64>(number));
    QJsonObject unknown{{QStringLiteral("users_not_in_truth"), static_cast<qint64>(seen.skipped)},
                        {QStringLiteral("items_not_in_truth"), static_cast<qint64>(seen.itemsNotInTruth)}};
    if (seen.itemsNotInCatalogue)
        unknown.insert(QStringLiteral("items_not_in_catalogue"), static_cast<qint64>(*seen.itemsNotInCatalogue));
    QJsonObject json{{QStringLiteral("metrics"), metricsJson(seen.metrics)},
                     {QStringLiteral("users_evaluated"), static_cast<qint64>(seen.evaluated)},
                     {QStringLiteral("users_without_list"), static_cast<qint64>(seen.withoutList)},
                     {QStringLiteral("users_skipped"), static_cast<qint64>(seen.skipped)},
                     {QStringLiteral("skipped_why"), why},
                     {QStringLiteral("duplicates"), static_cast<qint64>(seen.duplicates)},
                     {QStringLiteral("unknown"), unknown},
                     {QStringLiteral("remarks"), QJsonArray::fromStringList(seen.remarks)}};
    if (!seen.run.empty())
        json.insert(QStringLiteral("run"), utf8(seen.run));
    return json;
}

QString judgedText(const ListsEvaluation &seen, const std::vector<int> &cutoffs)
{
    auto text = seen.run.empty() ? QString() : QStringLiteral("Run %1\n").arg(visible(utf8(seen.run)));
    text +=
        sentence("%1 [user|users] judged (%2 of them without a list), %3 skipped; %4 [product|products] of the "
                 "lists [%4:is|are] relevant to nobody%5.\n",
                 {seen.evaluated, seen.withoutList, seen.skipped, seen.itemsNotInTruth,
                  seen.itemsNotInCatalogue ? sentence(", %1 [is|are] not in the catalogue", {*seen.itemsNotInCatalogue})
                                           : QString()});
    if (seen.duplicates)
        text += sentence("%1 [product|products] stood in [%1:its|their] list before: the first place counts.\n",
                         {seen.duplicates});
    return text + metricsTable(seen.metrics, cutoffs);
}

Answer judgedAnswer(const ListsEvaluation &seen, const std::vector<int> &cutoffs)
{
    Answer answer{judgedJson(seen), judgedText(seen, cutoffs)};
    addDialects(answer, seen.dialects, cutoffs);
    return answer;
}

/// One answer, or one a run of a file that has the lists of several.
Answer judgeLists(const Invocation &call)
{
    const auto request = listsRequestOf(call);
    const auto judged = evaluateListsOfRuns(request, call.job);
    if (judged.size() == 1)
        return judgedAnswer(judged.front(), request.cutoffs);
    QJsonArray runs;
    QStringList texts;
    for (const auto &one : judged) {
        const auto answer = judgedAnswer(one, request.cutoffs);
        runs.append(answer.json);
        texts << answer.text;
    }
    return {{{QStringLiteral("runs"), runs}}, texts.join(u'\n')};
}

} // namespace

std::vector<Command> listCommands()
{
    return {
        {"recommend",
         "lists for shoppers",
         "PROJECT",
         "aisle-cli recommend shop.aisle --run 2 --user 17850 --explain",
         1,
         1,
         [](QCommandLineParser &parser) {
             addOption(parser, "run", "The run.", "N");
             addOption(parser, "user", "A shopper; may be repeated.", "KEY");
             addOption(parser, "history", "A shopper who is not in the log: products, oldest first.", "KEY,KEY,...");
             addOption(parser, "all-users", "Everybody, into --out.");
             addOption(parser, "out", "File of user,rank,item,score: .csv, .csv.gz or .jsonl.", "FILE");
             addOption(parser, "k", "Length of a list.", "K", QStringLiteral("10"));
             addListMaskOption(parser);
             addOption(parser, "as-of", "From what was known at the end of this day (UTC); what the run learnt stays.",
                       "DATE");
             addOption(parser, "input", "evaluated (the history the test used) or all.", "CHOICE",
                       QStringLiteral("all"));
             addOption(parser, "candidates", "all (products with events that the run learnt from) or catalogue.",
                       "CHOICE", QStringLiteral("catalogue"));
             addOption(parser, "explain", "Why each product is there.");
             addPseudonymsOption(parser);
         },
         recommend,
         {QStringLiteral("user")}},
        {"metrics",
         "evaluates lists made by any other program",
         "",
         "aisle-cli metrics --truth test.csv --lists lists.csv --cutoffs 10,20",
         0,
         0,
         [](QCommandLineParser &parser) {
             addOption(parser, "truth", "CSV: user,item; or TREC's judgements.", "FILE");
             addOption(parser, "lists",
                       "CSV: user,rank,item or user,item,score or user,item_1,item_2,...; or a TREC run.", "FILE");
             addOption(parser, "catalogue", "CSV: item[,category], for coverage and diversity.", "FILE");
             addOption(parser, "train", "CSV: user,item, for popularity and novelty.", "FILE");
             addOption(parser, "cutoffs", "Lengths of lists to judge.", "K,K,...", QStringLiteral("5,10,20,50,100"));
             addOption(parser, "user", "The column of users: a header's name, or a number from 1 of the lists.", "COL");
             addOption(parser, "item", "The column of products.", "COL");
             addOption(parser, "rank", "The column of places in the lists.", "COL");
             addOption(parser, "score", "The column of scores in the lists.", "COL");
             addOption(parser, "run", "The column of the lists that tells several programs' lists apart.", "COL");
             addOption(parser, "relevance", "The column of the truth that says how much a product was wanted.", "COL");
             addOption(parser, "min-relevance", "A row of the truth counts from this value on.", "X");
             addDialectOption(parser);
         },
         judgeLists,
         {QStringLiteral("dialect")}},
    };
}

} // namespace aisle::cli
