#include "widgets/start/recentfacts.h"

#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/runtable.h"
#include "models/settings.h"
#include "widgets/text/format.h"

#include <QFileInfo>

namespace aisle {

namespace {

QVariantMap allFacts()
{
    return kRecentFactsSetting.read();
}

/// Forgets the projects that left the list.
void store(const QString &path, const RecentFacts &facts)
{
    const auto before = allFacts();
    QVariantMap kept;
    for (const auto &recent : recentProjects()) {
        if (const auto found = before.constFind(recent); found != before.constEnd())
            kept.insert(recent, *found);
    }
    kept.insert(path, QVariantList{qlonglong{facts.events}, qlonglong{facts.shoppers}, qlonglong{facts.products},
                                   qlonglong{facts.runs}});
    kRecentFactsSetting.write(kept);
}

} // namespace

QString recentFactsText(const RecentFacts &facts)
{
    return RecentFactsKeeper::tr("events %1 · shoppers %2 · products %3 · runs %4")
        .arg(formatCount(facts.events), formatCount(facts.shoppers), formatCount(facts.products),
             formatCount(facts.runs));
}

std::optional<RecentFacts> recentFacts(const QString &path)
{
    const auto values = allFacts().value(path).toList();
    if (values.size() != 4)
        return std::nullopt;
    return RecentFacts{values[0].toLongLong(), values[1].toLongLong(), values[2].toLongLong(), values[3].toLongLong()};
}

void RecentFactsKeeper::setSession(SessionPointer session)
{
    if (m_session)
        disconnect(m_session.get(), nullptr, this, nullptr);
    m_reading.letGo();
    m_session = std::move(session);
    if (!m_session)
        return;
    for (const auto signal :
         {&ProjectSession::eventsChanged, &ProjectSession::catalogueChanged, &ProjectSession::runsChanged})
        connect(m_session.get(), signal, this, &RecentFactsKeeper::read);
    read();
}

void RecentFactsKeeper::read()
{
    m_session->query<RecentFacts>(
        m_reading,
        [](const Project &project, JobContext &) {
            const Catalogue catalogue(project);
            return RecentFacts{.events = EventStore(project).count(),
                               .shoppers = catalogue.userCount(),
                               .products = catalogue.itemCount(),
                               .runs = RunTable(project).count()};
        },
        [path = QFileInfo(m_session->path()).absoluteFilePath()](const Outcome<RecentFacts> &outcome) {
            if (const auto *facts = std::get_if<RecentFacts>(&outcome))
                store(path, *facts);
        });
}

} // namespace aisle
