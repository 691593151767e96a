#pragma once
#include "core/features/catalogueencoding.h"
#include "models/projectsession.h"

#include <functional>

namespace aisle {

/// What the job bar calls the jobs that make tables of features.
inline const QString kFeatureJobs = QStringLiteral("features");
/// Which tab of the Features page is in front: 0 the tables, 1 the knowledge graph.
inline const QString kFeaturesTabKey = QStringLiteral("features/tab");

/// What is read from a file, and how: see importFeatures().
struct VectorImport
{
    QString name;
    FeatureSubject subject = FeatureSubject::Items;
    QString path;
    VectorKeys keys;
};
struct VectorImportTotals
{
    FeatureImport seen;
    std::int64_t wrongRows = 0;
    QString firstWrong;
    bool byNumber = false;
};

/// Makes or goes on with a table of features in the queue of trainings; stopped, what was encoded stays.
/// @param seconds  as foretold; 0: not known
/// @param watcher  told once it is over, unless it is gone by then
void encodeFeatures(const SessionPointer &session, const CatalogueEncoding &encoding, double seconds, QObject *watcher,
                    std::function<void(const Outcome<EncodingTotals> &outcome)> then);
/// The same of pictures.
void encodePictureFeatures(const SessionPointer &session, const CataloguePictureEncoding &encoding, QObject *watcher,
                           std::function<void(const Outcome<PictureTotals> &outcome)> then);
void importVectors(const SessionPointer &session, const VectorImport &what, QObject *watcher,
                   std::function<void(const Outcome<VectorImportTotals> &outcome)> then);
/// A step of Edit > Undo.
void deleteFeatures(const SessionPointer &session, const StoredFeature &feature);

} // namespace aisle
