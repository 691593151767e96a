#pragma once
#include "core/explore/queryencoder.h"
#include "core/explore/similarproducts.h"
#include "core/features/featuresummary.h"
#include "models/projectsession.h"

#include <QObject>
#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// What is asked about tables of features: which there are, and what some of them (or of the kept runs) hold to be
/// similar to a product, a picture or a text. Everything is read in jobs, the newest question wins; the vectors and
/// encoders last asked are kept until features change.
class FeatureDesk : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kSpaces = 4;
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
    /// A table of features or a run; neither: none is chosen.
    struct Source
    {
        QString table;
        RunId run{};
        bool isNone() const { return table.isEmpty() && run.value == 0; }
        friend bool operator==(const Source &, const Source &) = default;
    };
    using Sources = std::array<Source, kSpaces>;
    /// What something is to be like: one of these.
    struct Question
    {
        std::optional<ItemId> item{};
        QString picture{}; ///< its file
        QString text{};
        friend bool operator==(const Question &, const Question &) = default;
    };
    /// One of them as it sees what was asked.
    struct Space
    {
        Source source;
        std::optional<Error> failure;
        SimilarProducts similar;
    };
    using Spaces = std::array<Space, kSpaces>;

    using QObject::QObject;

    void setSession(SessionPointer session);
    void forget(); ///< features or the catalogue changed
    void readTables();
    void readNames(); ///< of the tables of products alone, which takes no time
    void ask(const Question &question, const Sources &sources);
    bool isSettled() const { return !m_tablesJob.isRunning() && !m_namesJob.isRunning() && !m_spacesJob.isRunning(); }

Q_SIGNALS:
    void tablesRead(const aisle::FeatureDesk::Tables &tables);
    void tablesFailed(const aisle::Error &error);
    void namesRead(const std::vector<aisle::StoredFeature> &ofProducts);
    void spacesRead(const aisle::FeatureDesk::Question &question, const aisle::FeatureDesk::Spaces &spaces);

private:
    struct Kept
    {
        Source source;
        std::shared_ptr<const FeatureVectors> vectors;
        std::shared_ptr<const KeptRun> run;
        std::shared_ptr<const ItemNeighbours> neighbours; ///< of the run
        std::shared_ptr<const QueryEncoder> encoder;      ///< of the table, once a picture or text was asked
    };
    struct Answer
    {
        Spaces spaces;
        std::array<Kept, kSpaces> kept;
    };
    static Kept read(const Project &project, const Source &source, RunShelf &shelf, JobContext &job);
    static SimilarProducts similarTo(const Project &project, const Question &question, Kept &kept,
                                     const QString &device, JobContext &job);
    static Answer answer(const Project &project, const Question &question, const Sources &sources,
                         const std::array<Kept, kSpaces> &kept, RunShelf &shelf, const QString &device,
                         JobContext &job);

    SessionPointer m_session;
    std::array<Kept, kSpaces> m_kept;
    Job<Tables> m_tablesJob;
    Job<std::vector<StoredFeature>> m_namesJob;
    Job<Answer> m_spacesJob;
};

} // namespace aisle
