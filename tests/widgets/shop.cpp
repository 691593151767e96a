#include "tests/widgets/shop.h"

#include <QString>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <random>

namespace aisle::test {

namespace {

constexpr int kGroups = 5;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kStart = 1'291'161'600'000; // 2010-12-01

void writeKeys(SQLite::Database &database, int shoppers, int products)
{
    SQLite::Statement user(database, "INSERT INTO user(id, key, import_id) VALUES (?, ?, 1)");
    for (int id = 1; id <= shoppers; ++id) {
        user.bind(1, id);
        user.bind(2, std::to_string(17'000 + id));
        user.exec();
        user.reset();
    }
    static constexpr const char *kThings[kGroups]{"tea", "garden", "paper", "toy", "lamp"};
    SQLite::Statement item(database,
                           "INSERT INTO item(id, key, title, category, price, import_id) VALUES (?, ?, ?, ?, ?, 1)");
    for (int id = 1; id <= products; ++id) {
        const std::string thing = kThings[id % kGroups];
        item.bind(1, id);
        item.bind(2, std::to_string(22'000 + id));
        item.bind(3, "Set of " + std::to_string(id % 7 + 2) + " " + thing + " pieces, no. " + std::to_string(id));
        item.bind(4, thing);
        item.bind(5, 1.5 + id % 9);
        item.exec();
        item.reset();
    }
}

int writeEvents(SQLite::Database &database, int shoppers, int products)
{
    std::mt19937 random(7);
    SQLite::Statement event(database, "INSERT INTO event(id, user_id, item_id, kind, at) VALUES (?, ?, ?, ?, ?)");
    SQLite::Statement range(database, "INSERT INTO event_range VALUES (?, 1, ?, ?)");
    int next = 1;
    for (int user = 1; user <= shoppers; ++user) {
        const int first = next;
        const int count = 6 + static_cast<int>(random() % 20);
        auto at = kStart + static_cast<std::int64_t>(random() % 200) * kDayMs;
        int last = 0;
        for (int i = 0; i < count; ++i) {
            const bool ofTaste = random() % 10 < 8;
            int item = 1 + static_cast<int>(random() % static_cast<unsigned>(products));
            if (ofTaste)
                item = item - item % kGroups + user % kGroups;
            item = std::clamp(item, 1, products);
            if (last && random() % 5 == 0)
                item = last;
            at += static_cast<std::int64_t>(random() % 20) * kDayMs / 2;
            const int values[]{next++, user, item, random() % 3 ? 1 : 2};
            for (int v = 0; v < 4; ++v)
                event.bind(v + 1, values[v]);
            event.bind(5, static_cast<int64_t>(at));
            event.exec();
            event.reset();
            last = item;
        }
        range.bind(1, user);
        range.bind(2, first);
        range.bind(3, next - first);
        range.exec();
        range.reset();
    }
    return next - 1;
}

} // namespace

std::unique_ptr<Project> makeShop(const QString &path, int shoppers, int products)
{
    auto project = Project::create(path);
    auto &database = project->database();
    SQLite::Transaction transaction(database);
    writeKeys(database, shoppers, products);
    database.exec("INSERT INTO event_kind VALUES (1, 'pv', 'view', 1), (2, 'buy', 'purchase', 1)");
    const int events = writeEvents(database, shoppers, products);
    database.exec("INSERT INTO import_kind SELECT 1, kind, count(*) FROM event GROUP BY kind");
    database.exec("INSERT INTO import SELECT 1, 'shop.csv', 'aa', '{}', 'done', " + std::to_string(events) + ", " +
                  std::to_string(events) + ", 0, 0, 99, 1, min(at), max(at), '{}', 1000 FROM event");
    transaction.commit();
    return project;
}

} // namespace aisle::test
