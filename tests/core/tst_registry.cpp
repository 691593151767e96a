#include "core/common/error.h"
#include "core/recommend/registry.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace aisle;

class TestRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsWhatTheFirstReleaseNeeds()
    {
        std::set<std::string> ids;
        for (const auto &info : recommenders())
            ids.insert(info.id);
        for (const auto *id : {"popularity", "bought-again", "random", "item-knn", "ease", "bpr", "sasrec"})
            QVERIFY2(ids.contains(id), id);
        QCOMPARE(ids.size(), recommenders().size());
    }
    void isSortedByFamilyThenId()
    {
        QVERIFY(std::ranges::is_sorted(recommenders(), [](const auto &a, const auto &b) {
            return std::pair(std::string(a.family), a.id) < std::pair(std::string(b.family), b.id);
        }));
    }
    void unknownIdsNameTheNearest()
    {
        try {
            recommenderInfo("item-kn");
            QFAIL("accepted");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("recommender.unknown"));
            QVERIFY(error.message().contains(QStringLiteral("item-knn")));
        }
    }
    void sharedKeysHaveOneType()
    {
        std::map<std::string, ParamType> types;
        for (const auto &info : recommenders()) {
            for (const auto &spec : info.schema.specs()) {
                const auto [place, isNew] = types.emplace(spec.key, spec.type);
                QVERIFY2(isNew || place->second == spec.type, spec.key.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
