#pragma once
#include "models/projectsession.h"

#include <QObject>
#include <cstdint>
#include <optional>

namespace aisle {

/// What stands beside a recent project: how much was in it when it was last open here.
struct RecentFacts
{
    std::int64_t events = 0;
    std::int64_t shoppers = 0;
    std::int64_t products = 0;
    std::int64_t runs = 0;
};

/// "events 1,998 · shoppers 48 · products 160 · runs 3"
QString recentFactsText(const RecentFacts &facts);
/// @return nothing for a project that was not open since this is kept
std::optional<RecentFacts> recentFacts(const QString &path);

/// Keeps the facts of the open project with the analyst's settings, as its data and runs change.
class RecentFactsKeeper : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    void setSession(SessionPointer session);

private:
    void read();

    SessionPointer m_session;
    Job<RecentFacts> m_reading;
};

} // namespace aisle
