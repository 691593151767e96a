#pragma once
#include "core/jobs/jobcontext.h"

#include <QAbstractTableModel>
#include <vector>

namespace aisle {

/// The epochs of one training: loss, validation, time, throughput; the best so far is marked. Grows while it trains.
class EpochTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { kEpoch, kLoss, kValidation, kSeconds, kThroughput, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setEpochs(const std::vector<EpochReport> &epochs); ///< more of the same training: only the new rows are told
    void setValidationName(const QString &name);            ///< "NDCG@10"
    int bestRow() const { return m_best; }                  ///< -1: nothing was judged
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const EpochReport &epoch, int column, bool best) const;
    std::vector<EpochReport> m_epochs;
    QString m_validationName;
    int m_best = -1;
};

/// The row with the highest validation figure, the first of equals; -1 when nothing was judged.
int bestEpochRow(const std::vector<EpochReport> &epochs);

} // namespace aisle
