#pragma once
#include "core/features/catalogueencoding.h"
#include "models/desks/featuredesk.h"

#include <QString>

namespace aisle {

class KeyFormatter;
struct VectorImportTotals;

/// Features as the window calls them.
QString fieldText(const QString &field);      ///< of the catalogue: "title", "商品名称"
QString fieldList(const QStringList &fields); ///< "title, category"
QString encoderText(const QString &encoder);  ///< "the catalogue's own words", or its name
QString sourceText(const FeatureSource &source, const KeyFormatter &keys); ///< "title, brand by all-MiniLM-L6-v2"
QString subjectText(FeatureSubject subject);                               ///< "products"
/// "complete", "12 to encode: new, or with another text".
QString stateText(const FeatureDesk::Table &table);

/// The whole story of an encoding, worth a notice.
QString encodedText(const EncodingTotals &totals);
/// What the analyst should know of it besides; empty: nothing.
QString encodedRemarks(const EncodingTotals &totals);
QString picturesText(const PictureTotals &totals);
QString picturesRemarks(const PictureTotals &totals, const KeyFormatter &keys);
QString importedText(const VectorImportTotals &totals);
QString importedRemarks(const VectorImportTotals &totals, const KeyFormatter &keys);

} // namespace aisle
