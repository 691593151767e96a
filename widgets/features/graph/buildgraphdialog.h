#pragma once
#include "core/features/relations/graphbuild.h"
#include "models/desks/graphdesk.h"
#include "widgets/forms/formdialog.h"

class QCheckBox;
class QComboBox;

namespace aisle {

/// Asks what of the catalogue, and of baskets, becomes triples.
class BuildGraphDialog : public FormDialog
{
    Q_OBJECT
public:
    /// @param splits  of kept runs, whose training part baskets may keep to
    explicit BuildGraphDialog(std::vector<GoesWith> splits, QWidget *parent = nullptr);
    GraphBuild choice() const;

private:
    void retranslate() override;
    void show();

    std::vector<GoesWith> m_splits;
    std::vector<QCheckBox *> m_sources; ///< aligned with buildSources()
    QComboBox *m_baskets;
};

} // namespace aisle
