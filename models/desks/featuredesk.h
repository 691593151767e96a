#pragma once
#include "core/explore/similarproducts.h"
#include "core/features/featuresummary.h"
#include "models/projectsession.h"

#include <QObject>
#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// What is asked about tables of features: which there are, and what two of them hold to be similar to a product.
/// Everything is read in jobs, the newest question wins; the vectors of both tables are kept until features change.
class FeatureDesk : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kSpaces = 2;
    static constexpr std::size_t kNeighbours = 30;

    struct Table
    {
        FeatureSummary summary;
        std::optional<Error> damage; ///< then its figures are not known
    };
    struct Tables
    {
        std::vector<Table> tables;
        std::vector<FeatureSummary> columns; ///< of the catalogue
    };
    /// One table as it sees the product.
    struct Space
    {
        QString name; ///< empty: none is chosen
        std::optional<Error> failure;
        SimilarProducts similar;
    };
    using Spaces = std::array<Space, kSpaces>;

    using QObject::QObject;

    void setSession(SessionPointer session);
    void forget(); ///< features or the catalogue changed
    void readTables();
    void ask(ItemId item, const std::array<QString, kSpaces> &tables);
    bool isSettled() const { return !m_tablesJob.isRunning() && !m_spacesJob.isRunning(); }

Q_SIGNALS:
    void tablesRead(const aisle::FeatureDesk::Tables &tables);
    void tablesFailed(const aisle::Error &error);
    void spacesRead(aisle::ItemId item, const aisle::FeatureDesk::Spaces &spaces);

private:
    struct Kept
    {
        QString name;
        std::shared_ptr<const FeatureVectors> vectors;
    };
    struct Answer
    {
        Spaces spaces;
        std::array<Kept, kSpaces> kept;
    };
    static Answer answer(const Project &project, ItemId item, const std::array<QString, kSpaces> &tables,
                         const std::array<Kept, kSpaces> &kept, JobContext &job);

    SessionPointer m_session;
    std::array<Kept, kSpaces> m_kept;
    Job<Tables> m_tablesJob;
    Job<Answer> m_spacesJob;
};

} // namespace aisle
