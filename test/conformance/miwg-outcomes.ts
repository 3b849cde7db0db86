/** How a process ends when it is played; or why it is refused, with the elements that are. */
export type Outcome = string | Readonly<Record<string, readonly string[]>>;

/** What becomes of each process of a file; as elements are built, reasons go. */
export const outcomes: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  'C.1.0.bpmn': {
    'Team-Assistant': { 'message-missing': ['Invoice received'], 'timer-missing': ['7 days'] },
    'BPMN MIWG Test Case C.1.0': { 'no work is given (fortnight:job)': ['Archive Invoice'] },
  },
  'C.1.1.bpmn': {
    'Invoice Handling (OMG BPMN MIWG Demo)': {
      'no work is given (fortnight:job)': ['Archive Invoice'],
      'expression-invalid': ['invoiceApproved', 'invoiceNotApproved', 'reviewNotSuccessful', 'reviewSuccessful'],
    },
  },
  'C.2.0.bpmn': {
    'WFP-Page_1-1': 'completed',
    'WFP-Page_1-2': 'completed',
    'WFP-Page_1-3': 'stuck: loop-bound',
    'WFP-Page_1-4': 'completed',
  },
  'C.3.0.bpmn': { 'Fridge Repair Process': { 'expression-invalid': ['_be893987-caec-4605-b078-bd96b7cd6c12'] } },
  'C.4.0.bpmn': {
    'Money Bank - Process': {
      'message-missing': ['Input from Facilities ready', 'Input from IT ready', 'Input from Payroll ready'],
    },
    'IT - Process': {
      'no work is given (fortnight:job)': ['Configure workstation'],
      'message-missing': ['Workstation and permissions ready'],
    },
    'Payroll - Process': { 'loop-without-end': ['Clarify missing points'], 'message-missing': ['Payroll ready'] },
    'Facilities - Process': { 'message-missing': ['Access card ready'] },
  },
  'C.5.0.bpmn': {
    'Bank - Process': { 'signal-missing': ['Identity determined and new customer created', 'No business relation created'] },
    'Check for connected clients': 'completed',
  },
  'C.6.0.bpmn': {
    'Simple Travel Booking': {
      'message-missing': [
        'Cancel Request',
        'Confirm Booking',
        'Make Flights and Hotel Offer',
        'Notify Customer Offer Expired',
        'Notify Failed Booking',
        'Notify Failed Credit Transaction',
        'Offer Approved',
        'Receive Travel Request',
        'Request Credit Card Information',
      ],
      'timer-missing': ['24 Hours', '24 Hours'],
      'no work is given (fortnight:job)': [
        'Book Flight',
        'Book Hotel',
        'Cancel Flight',
        'Cancel Hotel',
        'Charge Credit Card',
        'Update Customer Record',
      ],
    },
  },
  'C.7.0.bpmn': {
    'EU Bank - Process': {
      'no work is given (fortnight:job)': ['Publish on homepage', 'Publish on other platforms', 'Select other platforms'],
      'loop-without-count': ['Publish on other platforms'],
    },
  },
  'C.8.0.bpmn': { 'Vacation Request - (i18n)': 'completed' },
  'C.8.1.bpmn': { 'Vacation Request': 'completed' },
  'C.9.0.bpmn': {
    'Customer Onboarding': {
      'fortnight:decision': ['Check application automatically'],
      'no work is given (fortnight:job)': ['Check application automatically'],
    },
  },
  'C.9.1.bpmn': { 'Document Request': 'completed' },
  'C.9.2.bpmn': { 'Manual Check': 'completed, stuck: loop-count-invalid, loop-count-invalid' },
};
