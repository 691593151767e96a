#pragma once
#include "widgets/page.h"

class QStackedLayout;

namespace aisle {

class EmptyState;

/// What is in the project: its imports, figures, charts and tables.
class DataPage : public Page
{
    Q_OBJECT
public:
    explicit DataPage(QWidget *parent = nullptr);

protected:
    void onProjectChanged() override;
    void retranslate() override;

private:
    EmptyState *m_empty;
};

} // namespace aisle
